package dev.perennial.emulator.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final String TABLE =
      """
      Parameters:
        Stage: {Type: String, Default: prod}
        Needed: {Type: String}
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
        IsTest: !Not [!Condition IsProd]
      Globals:
        Function:
          Timeout: 20
          Environment: {Variables: {SHARED: global, OWN: global}}
      Resources:
        Orders:
          Type: AWS::DynamoDB::Table
          Properties:
            TableName: !Sub '${AWS::StackName}-orders'
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}, {AttributeName: due, AttributeType: N}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
            StreamSpecification: !If [IsProd, {StreamViewType: NEW_IMAGE}, !Ref AWS::NoValue]
            GlobalSecondaryIndexes:
              - IndexName: waiting
                KeySchema: [{AttributeName: due, KeyType: HASH}]
                Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [x]}
        Work:
          Type: AWS::SQS::Queue
          Properties: {VisibilityTimeout: 60, RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: '4'}}
        Dead: {Type: AWS::SQS::Queue, Properties: {QueueName: dead-letters}}
        OnlyInTest: {Type: AWS::SQS::Queue, Condition: IsTest}
        Bus: {Type: AWS::Events::EventBus, Properties: {Name: shop}}
        Role: {Type: AWS::IAM::Role, Properties: {Anything: !GetAtt [Nobody, Knows]}}
        F:
          Type: AWS::Serverless::Function
          Properties:
            Handler: com.example.F
            Environment:
              Variables: {OWN: VALUE}
      """;

  @Test
  void loopsAreWrittenOutWithinLoopsToo() {
    var text =
        """
        Parameters: {Shops: {Type: CommaDelimitedList, Default: 'home, car'}}
        Mappings: {Waits: {Work: {Seconds: 60}, Dead: {Seconds: 30}}}
        Resources:
          Fn::ForEach::Shops:
            - Shop
            - !Ref Shops
            - Fn::ForEach::Kinds:
                - Kind
                - [Work, Dead]
                - ${Shop}${Kind}:
                    Type: AWS::SQS::Queue
                    Properties:
                      QueueName: !Sub '${AWS::StackName}-${Shop}-${Kind}'
                      VisibilityTimeout: !FindInMap [Waits, !Ref Kind, Seconds]
          Fn::ForEach::Brands:
            - Brand
            - [life-1.5]
            - B&{Brand}:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: !Ref Brand
                  RedrivePolicy: {deadLetterTargetArn: !GetAtt [!Sub 'car${None}', Arn], maxReceiveCount: 2}
        """
            .replace("${None}", "Dead");
    var queues = Template.parse("t.yaml", text, Map.of()).queues();
    assertEquals(Set.of("homeWork", "homeDead", "carWork", "carDead", "Blife15"), queues.keySet());
    var work = Objects.requireNonNull(queues.get("carWork"));
    assertEquals("perennial-car-Work", work.name());
    assertEquals(60, work.visibility().toSeconds());
    var brand = Objects.requireNonNull(queues.get("Blife15"));
    assertEquals("life-1.5", brand.name());
    assertEquals(Objects.requireNonNull(queues.get("carDead")).arn(), brand.deadLetterArn());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [A, [x]]                         | t.yaml:2: a loop needs an identifier, a collection and a fragment
          [A, !Ref Nobody, {'${A}': {}}]   | t.yaml:2: a list is expected here, or a reference to a parameter that is one
          [A, [x, x], {'${A}': {}}]        | t.yaml:2: the key x stands here twice
          """)
  void aLoopThatCannotBeWrittenOutIsNamedByItsLine(String loop, String problem) {
    var text = "Resources:\n  Fn::ForEach::Loop: " + loop + "\n";
    var thrown =
        assertThrows(TemplateException.class, () -> Template.parse("t.yaml", text, Map.of()));
    assertEquals(problem, thrown.getMessage());
  }

  private static Template with(String value) {
    return Template.parse("t.yaml", TABLE.replace("VALUE", value), Map.of("Needed", "given"));
  }

  private static String env(String value, String name) {
    var function = with(value).functions().get("F");
    return String.valueOf(Objects.requireNonNull(function).environment().get(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          plain                                       | plain
          12                                          | 12
          !Ref Orders                                 | perennial-orders
          !GetAtt Orders.Arn                          | arn:aws:dynamodb:us-east-1:000000000000:table/perennial-orders
          !GetAtt [Orders, Arn]                       | arn:aws:dynamodb:us-east-1:000000000000:table/perennial-orders
          {Fn::GetAtt: [Bus, Name]}                   | shop
          {Ref: Bus}                                  | shop
          !Ref Work                                   | https://sqs.localhost/000000000000/perennial-Work
          !GetAtt Work.QueueUrl                       | https://sqs.localhost/000000000000/perennial-Work
          !GetAtt Dead.QueueName                      | dead-letters
          !Sub '${AWS::Region}/${Needed}/${Dead.Arn}' | us-east-1/given/arn:aws:sqs:us-east-1:000000000000:dead-letters
          !Sub '${!Literal} $5 {x}'                   | ${Literal} $5 {x}
          !Sub ['${a}-${Stage}', {a: !Ref Needed}]    | given-prod
          !Join ['-', [a, !Ref Stage, c]]             | a-prod-c
          !If [IsTest, test, !Sub 'not ${Stage}']     | not prod
          !Ref AWS::AccountId                         | 000000000000
          """)
  void resolves(String value, String expected) {
    assertEquals(expected, env(value, "OWN"));
    assertEquals("global", env(value, "SHARED"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          !Ref Nobody         | t.yaml:37: Nobody is neither a parameter nor a resource of this template
          !Ref OnlyInTest     | t.yaml:37: OnlyInTest is neither a parameter nor a resource of this template
          !GetAtt Orders.Size | t.yaml:37: the laptop stack does not know Size of Orders, a AWS::DynamoDB::Table
          !GetAtt Orders      | t.yaml:37: GetAtt needs a resource and an attribute, not Orders
          !Ref Role           | t.yaml:34: the laptop stack does not know the name of Role, a AWS::IAM::Role
          !Select [0, [a]]    | t.yaml:37: the laptop stack does not know the function Select
          !Ref AWS::Partitio  | t.yaml:37: the laptop stack does not know AWS::Partitio
          [a, b]              | t.yaml:37: a single value is expected here
          """)
  void saysWhichLineItCannotUse(String value, String message) {
    var line = TABLE.lines().toList().indexOf("        Variables: {OWN: VALUE}") + 1;
    var role = TABLE.lines().takeWhile(l -> !l.startsWith("  Role:")).count() + 1;
    var expected =
        message.replace("t.yaml:37", "t.yaml:" + line).replace("t.yaml:34", "t.yaml:" + role);
    assertEquals(expected, assertThrows(TemplateException.class, () -> with(value)).getMessage());
  }

  @Test
  void parametersAreNeededAndKnown() {
    var without = TABLE.replace("VALUE", "!Ref Needed");
    assertEquals(
        true,
        String.valueOf(
                assertThrows(
                        TemplateException.class, () -> Template.parse("t.yaml", without, Map.of()))
                    .getMessage())
            .endsWith("the parameter Needed has no default and no value is given"));
    assertThrows(
        TemplateException.class,
        () -> Template.parse("t.yaml", without, Map.of("Needed", "x", "Typo", "x")));
  }

  @Test
  void readsTablesQueuesAndConditions() {
    var prod = with("x");
    var orders = Objects.requireNonNull(prod.tables().get("Orders"));
    assertEquals("NEW_IMAGE", orders.stream());
    assertEquals(Map.of("id", "S", "due", "N"), orders.attributeTypes());
    assertEquals("waiting", orders.indexes().getFirst().name());
    var work = Objects.requireNonNull(prod.queues().get("Work"));
    assertEquals(60, work.visibility().toSeconds());
    assertEquals(4, work.maxReceives());
    assertEquals("arn:aws:sqs:us-east-1:000000000000:dead-letters", work.deadLetterArn());
    assertEquals(2, prod.queues().size());
    assertEquals(20, Objects.requireNonNull(prod.functions().get("F")).timeout().toSeconds());

    var parameters = Map.of("Needed", "x", "Stage", "test", "AWS::StackName", "other");
    var test = Template.parse("t.yaml", TABLE.replace("VALUE", "x"), parameters);
    assertEquals(3, test.queues().size());
    assertEquals("other-orders", Objects.requireNonNull(test.tables().get("Orders")).name());
    assertEquals(null, Objects.requireNonNull(test.tables().get("Orders")).stream());
    assertEquals("other", test.stackName());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {Type: S3, Properties: {Bucket: b}}                                         | no events of type S3
          {Type: SQS, Properties: {Queue: !GetAtt Bus.Arn}}                           | is not declared in this template
          {Type: HttpApi, Properties: {Method: GET, Path: /, PayloadFormatVersion: '1.0'}} | payload format 2.0 only
          {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 day), ScheduleExpressionTimezone: Mars}} | is not a time zone
          {Type: EventBridgeRule, Properties: {Pattern: {source: [a]}, InputPath: $.detail}} | does not know InputPath
          {Type: EventBridgeRule}                                                     | has no Properties
          """)
  void refusesEventSourcesItWouldLeaveShut(String event, String why) {
    var text = TABLE.replace("VALUE", "x") + "      Events: {E: " + event + "}\n";
    var e =
        assertThrows(
            TemplateException.class,
            () -> Template.parse("t.yaml", text, Map.of("Needed", "given")));
    assertEquals(true, String.valueOf(e.getMessage()).contains(why), e.getMessage());
  }

  @Test
  void saysWhereTheYamlIsBroken() {
    var e =
        assertThrows(
            TemplateException.class, () -> Template.parse("t.yaml", "a: 1\nb: [1\n", Map.of()));
    assertEquals("t.yaml:3: ", String.valueOf(e.getMessage()).substring(0, 10));
    assertEquals(
        "t.yaml:3: the key F stands here twice",
        assertThrows(
                TemplateException.class,
                () -> Template.parse("t.yaml", "Resources:\n  F: 1\n  F: 2\n", Map.of()))
            .getMessage());
  }
}
