package dev.perennial.shop.it;

import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.emulator.stack.Message;
import dev.perennial.emulator.stack.Options;
import dev.perennial.emulator.template.Template;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.storage.Tables;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The laptop stack and its embedded DynamoDB Local. */
final class LaptopSurroundings implements Surroundings {
  private static final String TEMPLATE =
      """
      Resources:
        Bus: {Type: AWS::Events::EventBus, Properties: {Name: shop}}
        Letters: {Type: AWS::SQS::Queue}
        Arrivals: {Type: AWS::SQS::Queue}
        Parked: {Type: AWS::SQS::Queue}
        Mailing: {Type: AWS::SES::ConfigurationSet, Properties: {Name: mailing}}
        Forwarder:
          Type: AWS::Serverless::Function
          Properties:
            Handler: dev.perennial.shop.it.Forwarder
            Environment:
              Variables:
                ARRIVALS_URL: !Ref Arrivals
                MAIL_QUEUE_URL: !Ref Letters
                PARKED_QUEUE_URL: !Ref Parked
                BUS_NAME: !Ref Bus
                CAMPAIGNS_RULE: none-of-these
                CUSTOMERS_TABLE: it-customers
                HISTORY_TABLE: it-history
                PROGRAMME_TABLE: it-programme
                SENDER: shop@example.com
                POSTAL_ADDRESS: 1 High Street, London
                BASE_URL: https://shop.example.com
                CONFIGURATION_SET: !Ref Mailing
                MAIL_VISIBILITY_SECONDS: '360'
            Events:
              Recorded:
                Type: EventBridgeRule
                Properties:
                  EventBusName: !Ref Bus
                  Pattern: {source: [perennial], detail-type: [Purchase Recorded]}
      """;

  private final LaptopStack stack =
      LaptopStack.start(
          Options.of(
              Template.parse("template.yaml", TEMPLATE, Map.of()),
              Instant.parse("2026-01-10T12:00:00Z")));
  private final Tables tables = new Tables(stack.dynamo(), "it").create();

  @Override
  public Cloud cloud() {
    return stack.cloud("Forwarder");
  }

  @Override
  public Tables tables() {
    return tables;
  }

  @Override
  public List<String> letters(int atLeast) {
    return queued("Letters");
  }

  @Override
  public List<String> arrivals(int atLeast) {
    return queued("Arrivals");
  }

  @Override
  public List<String> mails(int atLeast) {
    return stack.mailbox().list().stream()
        .map(mail -> mail.raw().asString(StandardCharsets.UTF_8))
        .toList();
  }

  private List<String> queued(String queue) {
    stack.drain();
    return stack.messages(queue).stream().map(Message::body).toList();
  }

  @Override
  public void close() {
    stack.close();
  }
}
