package dev.perennial.shop.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.storage.Tables;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Everything made anew on an endpoint, under a name of its own, so that runs do not meet. */
final class EndpointSurroundings implements Surroundings {
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private final String name = "it-" + UUID.randomUUID();
  private final String sender = name + "@example.com";
  private final URI endpoint;
  private final EndpointCloud cloud;
  private final SqsClient sqs;
  private final Tables tables;
  private final Map<String, List<String>> received = new HashMap<>();

  EndpointSurroundings(URI endpoint) {
    this.endpoint = endpoint;
    var bare = new EndpointCloud(endpoint, Map.of());
    sqs = bare.client(SqsClient.class, Cloud.Retries.SDK);
    tables = new Tables(bare.client(DynamoDbClient.class, Cloud.Retries.SDK), name).create();
    var ses = bare.client(SesClient.class, Cloud.Retries.SDK);
    ses.verifyEmailIdentity(verify -> verify.emailAddress(sender));
    ses.createConfigurationSet(create -> create.configurationSet(set -> set.name(name)));
    cloud =
        new EndpointCloud(
            endpoint,
            Map.ofEntries(
                Map.entry("BUS_NAME", name),
                Map.entry("CAMPAIGNS_RULE", "none-of-these"),
                Map.entry("MAIL_QUEUE_URL", queue("letters")),
                Map.entry("PARKED_QUEUE_URL", queue("parked")),
                Map.entry("ARRIVALS_URL", queue("arrivals")),
                Map.entry("CUSTOMERS_TABLE", tables.customersName()),
                Map.entry("HISTORY_TABLE", tables.historyName()),
                Map.entry("PROGRAMME_TABLE", tables.programmeName()),
                Map.entry("SENDER", sender),
                Map.entry("POSTAL_ADDRESS", "1 High Street, London"),
                Map.entry("BASE_URL", "https://shop.example.com"),
                Map.entry("CONFIGURATION_SET", name),
                Map.entry("MAIL_VISIBILITY_SECONDS", "360")));
    ruleToArrivals(bare.client(EventBridgeClient.class, Cloud.Retries.SDK));
  }

  private String queue(String what) {
    return sqs.createQueue(create -> create.queueName(name + "-" + what)).queueUrl();
  }

  private void ruleToArrivals(EventBridgeClient events) {
    events.createEventBus(create -> create.name(name));
    events.putRule(
        put ->
            put.name(name)
                .eventBusName(name)
                .eventPattern(
                    "{\"source\":[\"perennial\"],\"detail-type\":[\"Purchase Recorded\"]}"));
    var arn =
        sqs.getQueueAttributes(
                get ->
                    get.queueUrl(cloud.env("ARRIVALS_URL"))
                        .attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    events.putTargets(
        put ->
            put.rule(name)
                .eventBusName(name)
                .targets(Target.builder().id("arrivals").arn(arn).build()));
  }

  @Override
  public Cloud cloud() {
    return cloud;
  }

  @Override
  public Tables tables() {
    return tables;
  }

  @Override
  public List<String> letters(int atLeast) {
    return receive(cloud.env("MAIL_QUEUE_URL"), atLeast);
  }

  @Override
  public List<String> arrivals(int atLeast) {
    return receive(cloud.env("ARRIVALS_URL"), atLeast);
  }

  private List<String> receive(String url, int atLeast) {
    var all = received.computeIfAbsent(url, _ -> new ArrayList<>());
    var began = System.nanoTime();
    boolean waiting;
    do {
      waiting = all.size() < atLeast && System.nanoTime() - began < PATIENCE_NANOS;
      var wait = waiting ? 1 : 0;
      var messages =
          sqs.receiveMessage(get -> get.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(wait))
              .messages();
      for (var message : messages) {
        all.add(message.body());
        sqs.deleteMessage(gone -> gone.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    } while (waiting);
    return List.copyOf(all);
  }

  /** LocalStack shows what SES sent under an address of its own; sending answers after keeping. */
  @Override
  public List<String> mails(int atLeast) {
    var request =
        HttpRequest.newBuilder(endpoint.resolve("/_aws/ses?email=" + sender)).GET().build();
    try (var http = HttpClient.newHttpClient()) {
      var json = new ObjectMapper().readTree(http.send(request, BodyHandlers.ofString()).body());
      var mails = new ArrayList<String>();
      json.path("messages")
          .forEach(
              message -> {
                if (message.path("Source").asText().equals(sender)) {
                  mails.add(message.path("RawData").asText());
                }
              });
      return mails;
    } catch (IOException e) {
      throw new IllegalStateException("the endpoint does not show its mails", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    for (var table :
        List.of(tables.customersName(), tables.historyName(), tables.programmeName())) {
      tables.dynamo().deleteTable(gone -> gone.tableName(table));
    }
  }
}
