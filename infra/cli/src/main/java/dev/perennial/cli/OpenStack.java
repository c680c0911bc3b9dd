package dev.perennial.cli;

import dev.perennial.domain.evaluation.Rules;
import dev.perennial.domain.programme.Programme;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.programme.RulesInForce;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The stack that a folder keeps, while a command works on it. */
public interface OpenStack extends AutoCloseable {
  /** Opens it as it is. */
  static OpenStack of(Path data) throws IOException {
    return LocalStacks.onClassPath()
        .orElseThrow(() -> new Failed("--data " + data + " needs the emulator on the class path"))
        .open(data);
  }

  /** Its database, read and written as nobody's function. */
  DynamoDbClient dynamo();

  /** The real name of one of the template's tables. */
  String table(String id);

  /** What a function has of it. */
  Cloud cloud(String function);

  /** Its virtual time. */
  Instant now();

  /** Waits until streams and queues are empty. */
  void drain();

  /** Has functions forget what they remember of the programme. */
  void startFunctionsAnew();

  @Override
  void close();

  /** Its stores. */
  default Stores stores() {
    return Stores.of(
        dynamo(), table("CustomersTable"), table("HistoryTable"), table("ProgrammeTable"));
  }

  /** The programme and boundaries in force. */
  default Rules rules() {
    return new RulesInForce(stores().programme()).at(now());
  }

  /** The programme in force. */
  default Programme programme() {
    return rules().programme();
  }
}
