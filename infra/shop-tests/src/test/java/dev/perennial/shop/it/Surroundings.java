package dev.perennial.shop.it;

import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.storage.Tables;
import java.util.List;

/** Something that stands for AWS: three tables, two queues, a bus with a rule, and mail. */
interface Surroundings extends AutoCloseable {
  /** What handlers see; its settings name what is here. */
  Cloud cloud();

  Tables tables();

  /** Everything that came to the mail queue so far; waits until there are that many. */
  List<String> letters(int atLeast);

  /** Events that the rule, which wants {@code Purchase Recorded}, took from the bus so far. */
  List<String> arrivals(int atLeast);

  /** Sent mails as they left, MIME; waits until there are that many. */
  List<String> mails(int atLeast);

  @Override
  void close();
}
