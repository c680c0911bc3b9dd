package dev.perennial.runtime.scan;

import com.amazonaws.services.lambda.runtime.Context;
import dev.perennial.domain.ledger.Customer;
import dev.perennial.domain.ledger.CustomerStore;
import dev.perennial.domain.ledger.CustomerStore.Page;
import dev.perennial.domain.ledger.Due;
import dev.perennial.runtime.events.Queue;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Works off a task of a scan page by page, and puts it back when time runs out. */
public final class ScanWorker {
  /** What is left of the function's time when it stops and puts its task back. */
  private static final int RESERVE_MILLIS = 30_000;

  private final CustomerStore customers;
  private final Queue tasks;

  /**
   * @param tasks the queue that the task came from
   */
  public ScanWorker(CustomerStore customers, Queue tasks) {
    this.customers = customers;
    this.tasks = tasks;
  }

  /** Hands the customers of the task's part to {@code each}, a page at a time. */
  public void work(ScanTask task, Context context, BiConsumer<ScanTask, List<Customer>> each) {
    work(task, context, _ -> false, (part, page) -> each.accept(part, page.customers()));
  }

  /**
   * The same of pages that read no accounts that rest.
   *
   * @param rests asked of each account that has a due day
   */
  public void work(
      ScanTask task, Context context, Predicate<Due> rests, BiConsumer<ScanTask, Page> each) {
    var cursor = task.cursor();
    do {
      var page = customers.scan(task.part(), cursor, rests);
      each.accept(task, page);
      cursor = page.cursor();
      if (cursor != null && context.getRemainingTimeInMillis() < RESERVE_MILLIS) {
        tasks.send(List.of(task.from(cursor).body()));
        return;
      }
    } while (cursor != null);
  }
}
