package dev.perennial.emulator.stack;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.perennial.emulator.template.Template;
import dev.perennial.runtime.cloud.Cloud;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A shop of five functions, one for each kind of event source. An order is stored; its stream
 * record becomes an event; the event, and a nightly schedule, queue a letter; the letter is mailed.
 * Every step leaves a line in the table Notes, which is what tests look at.
 */
final class SmallShop {
  static final Instant START = Instant.parse("2026-01-10T12:00:00Z");

  static final String TEMPLATE =
      """
      Parameters:
        Zone: {Type: String, Default: Europe/London}
      Globals:
        Function: {Timeout: 15, Environment: {Variables: {NOTES: !Ref Notes}}}
      Resources:
        Api: {Type: AWS::Serverless::HttpApi, Properties: {Auth: {DefaultAuthorizer: AWS_IAM}}}
        Orders:
          Type: AWS::DynamoDB::Table
          Properties:
            TableName: !Sub '${AWS::StackName}-orders'
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
            StreamSpecification: {StreamViewType: NEW_IMAGE}
        Notes:
          Type: AWS::DynamoDB::Table
          Properties:
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
        Bus: {Type: AWS::Events::EventBus, Properties: {Name: shop}}
        Letters:
          Type: AWS::SQS::Queue
          Properties:
            VisibilityTimeout: 90
            RedrivePolicy: {deadLetterTargetArn: !GetAtt DeadLetters.Arn, maxReceiveCount: 3}
        DeadLetters: {Type: AWS::SQS::Queue}
        Failures: {Type: AWS::SQS::Queue}
        Mailing: {Type: AWS::SES::ConfigurationSet, Properties: {Name: mailing}}
        MailEvents:
          Type: AWS::SES::ConfigurationSetEventDestination
          Properties:
            ConfigurationSetName: !Ref Mailing
            EventDestination:
              MatchingEventTypes: [send]
              EventBridgeDestination: {EventBusArn: default}
        Order:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.perennial.emulator.stack.SmallShop$Order
            Environment: {Variables: {ORDERS: !Ref Orders}}
            Events:
              Post:
                Type: HttpApi
                Properties: {ApiId: !Ref Api, Method: POST, Path: '/orders/{id}'}
        OutboxRelay:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.perennial.emulator.stack.SmallShop$OutboxRelay
            Environment: {Variables: {BUS: !Ref Bus}}
            Events:
              Stream:
                Type: DynamoDB
                Properties:
                  Stream: !GetAtt Orders.StreamArn
                  StartingPosition: TRIM_HORIZON
                  BatchSize: 10
                  MaximumRetryAttempts: 2
                  BisectBatchOnFunctionError: true
                  FunctionResponseTypes: [ReportBatchItemFailures]
                  DestinationConfig: {OnFailure: {Destination: !GetAtt Failures.Arn}}
                  FilterCriteria: {Filters: [{Pattern: '{"dynamodb":{"NewImage":{"quiet":{"BOOL":[{"exists":false}]}}}}'}]}
        Writer:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.perennial.emulator.stack.SmallShop$Writer
            Environment: {Variables: {LETTERS: !Ref Letters}}
            EventInvokeConfig:
              MaximumRetryAttempts: 1
              DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Failures.Arn}}
            Events:
              Ordered:
                Type: EventBridgeRule
                Properties: {EventBusName: !Ref Bus, Pattern: {detail-type: [Ordered]}}
              Nightly:
                Type: ScheduleV2
                Properties:
                  ScheduleExpression: cron(30 2 * * ? *)
                  ScheduleExpressionTimezone: !Ref Zone
                  Input: '{"tick":"nightly","at":"<aws.scheduler.scheduled-time>"}'
        Mailer:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.perennial.emulator.stack.SmallShop$Mailer
            Events:
              Queue:
                Type: SQS
                Properties:
                  Queue: !GetAtt Letters.Arn
                  BatchSize: 5
                  FunctionResponseTypes: [ReportBatchItemFailures]
        Bounces:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.perennial.emulator.stack.SmallShop$Bounces
            Events:
              Sent:
                Type: EventBridgeRule
                Properties: {Pattern: {source: [aws.ses], detail-type: [Email Sent]}}
      """;

  private SmallShop() {}

  static Options options(String template) {
    return Options.of(Template.parse("template.yaml", template, Map.of()), START);
  }

  /**
   * The template without one entry: the line that begins with {@code key:}, and what is under it.
   */
  static String without(String key) {
    var lines = new ArrayList<String>();
    var indent = -1;
    for (var line : TEMPLATE.split("\n", -1)) {
      var here = line.length() - line.stripLeading().length();
      if (indent >= 0 && here > indent) {
        continue;
      }
      indent = line.strip().startsWith(key + ":") ? here : -1;
      if (indent < 0) {
        lines.add(line);
      }
    }
    return String.join("\n", lines);
  }

  static HttpAnswer order(LaptopStack stack, String id, String body) {
    return stack.http("POST", "/orders/" + id, Map.of("content-type", "application/json"), body);
  }

  /** What every function noted, as key to text. */
  static Map<String, String> notes(LaptopStack stack) {
    var notes = new TreeMap<String, String>();
    stack
        .dynamo()
        .scan(scan -> scan.tableName(stack.cloud("Order").env("NOTES")))
        .items()
        .forEach(item -> notes.put(text(item, "id"), text(item, "text")));
    return notes;
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    return value == null ? "" : value.s();
  }

  static void note(Cloud cloud, String id, String text) {
    cloud
        .client(DynamoDbClient.class, Cloud.Retries.SDK)
        .putItem(
            put ->
                put.tableName(cloud.env("NOTES"))
                    .item(
                        Map.of(
                            "id", AttributeValue.fromS(id), "text", AttributeValue.fromS(text))));
  }

  private static void failOn(String word, String text) {
    if (text.contains(word)) {
      throw new IllegalStateException("this says " + word);
    }
  }

  /** POST /orders/{id}: stores the body. */
  public static final class Order
      implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Cloud cloud;

    /** Surrounded by a cloud. */
    public Order(Cloud cloud) {
      this.cloud = cloud;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
      failOn("order fails", event.getBody());
      var item = new TreeMap<String, AttributeValue>();
      item.put("id", AttributeValue.fromS(event.getPathParameters().get("id")));
      item.put("text", AttributeValue.fromS(event.getBody()));
      if (event.getBody().contains("quiet")) {
        item.put("quiet", AttributeValue.fromBool(true));
      }
      cloud
          .client(DynamoDbClient.class, Cloud.Retries.SDK)
          .putItem(put -> put.tableName(cloud.env("ORDERS")).item(item));
      return APIGatewayV2HTTPResponse.builder()
          .withStatusCode(201)
          .withHeaders(Map.of("Content-Type", "application/json"))
          .withBody("{\"at\":\"" + cloud.clock().instant() + "\"}")
          .build();
    }
  }

  /** Orders' stream: an event for each. */
  public static final class OutboxRelay
      implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final Cloud cloud;

    /** Surrounded by a cloud. */
    public OutboxRelay(Cloud cloud) {
      this.cloud = cloud;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
      var failed = new ArrayList<StreamsEventResponse.BatchItemFailure>();
      for (var record : event.getRecords()) {
        var image = record.getDynamodb().getNewImage();
        var text = Objects.requireNonNull(image.get("text")).getS();
        var id = Objects.requireNonNull(image.get("id")).getS();
        failOn("relay fails", text);
        note(cloud, "published " + id, "batch of " + event.getRecords().size());
        if (text.contains("record fails")) {
          failed.add(
              new StreamsEventResponse.BatchItemFailure(record.getDynamodb().getSequenceNumber()));
          break;
        }
        cloud
            .client(EventBridgeClient.class, Cloud.Retries.SDK)
            .putEvents(
                put ->
                    put.entries(
                        PutEventsRequestEntry.builder()
                            .eventBusName(cloud.env("BUS"))
                            .source("shop")
                            .detailType("Ordered")
                            .detail("{\"id\":\"" + id + "\",\"text\":" + text + "}")
                            .build()));
      }
      return new StreamsEventResponse(failed);
    }
  }

  /** Events and the schedule: queues a letter. */
  public static final class Writer implements RequestStreamHandler {
    private final Cloud cloud;

    /** Surrounded by a cloud. */
    public Writer(Cloud cloud) {
      this.cloud = cloud;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context)
        throws IOException {
      var event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      failOn("writer fails", event);
      cloud
          .client(SqsClient.class, Cloud.Retries.SDK)
          .sendMessage(
              send ->
                  send.queueUrl(cloud.env("LETTERS"))
                      .messageBody(event)
                      .delaySeconds(event.contains("later") ? 600 : 0));
    }
  }

  /** Letters: mails each. */
  public static final class Mailer implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final Pattern ID = Pattern.compile("\"id\":\"([a-z0-9]+)\",\"text\"");
    private static final Pattern TICK = Pattern.compile("\"at\":\"([^\"]+)\"");
    private final Cloud cloud;

    /** Surrounded by a cloud. */
    public Mailer(Cloud cloud) {
      this.cloud = cloud;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
      var failed = new ArrayList<SQSBatchResponse.BatchItemFailure>();
      for (var message : event.getRecords()) {
        var body = message.getBody();
        if (body.contains("letter fails")) {
          var receives = message.getAttributes().get("ApproximateReceiveCount");
          note(cloud, "try " + receives, cloud.clock().instant().toString());
          failed.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
          continue;
        }
        mail(body);
      }
      return new SQSBatchResponse(failed);
    }

    private void mail(String body) {
      var id = ID.matcher(body);
      var tick = TICK.matcher(body);
      var about = id.find() ? id.group(1) : tick.find() ? tick.group(1) : "?";
      var raw =
          """
          From: Shop <shop@example.com>
          To: %s@example.com
          Subject: =?UTF-8?Q?About?= %s
          MIME-Version: 1.0
          Content-Type: text/plain; charset=utf-8

          Hello
          """
              .formatted(id.reset().find() ? about : "everybody", about);
      cloud
          .client(SesClient.class, Cloud.Retries.NONE)
          .sendRawEmail(
              send ->
                  send.rawMessage(message -> message.data(SdkBytes.fromUtf8String(raw)))
                      .configurationSetName("mailing")
                      .tags(
                          List.of(
                              MessageTag.builder()
                                  .name("about")
                                  .value(about.replace(':', '-'))
                                  .build())));
    }
  }

  /** SES's events. */
  public static final class Bounces implements RequestStreamHandler {
    private final Cloud cloud;

    /** Surrounded by a cloud. */
    public Bounces(Cloud cloud) {
      this.cloud = cloud;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context)
        throws IOException {
      var event = Json.parse(in.readAllBytes());
      note(cloud, "sent " + event.at("/detail/mail/tags/about/0").asText(), "");
    }
  }
}
