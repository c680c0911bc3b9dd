package dev.perennial.replay;

import dev.perennial.emulator.mailbox.Mail;
import dev.perennial.emulator.stack.LaptopStack;
import dev.perennial.orders.Entry;
import dev.perennial.orders.Order;
import dev.perennial.people.Deed;
import dev.perennial.people.Habits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What customers do beside buying, in the order in which it comes up: what is planned around their
 * orders, and what they do about their mails.
 */
final class Deeds {
  private final LaptopStack stack;
  private final Habits habits;
  private final TreeSet<Deed> ahead =
      new TreeSet<>(
          Comparator.comparing(Deed::at)
              .thenComparing(Deed::customerId)
              .thenComparing(Deed::kind)
              .thenComparing(Deed::id));
  private final Map<String, Mail> mails = new HashMap<>();
  private int heard;

  Deeds(LaptopStack stack, Habits habits) {
    this.stack = stack;
    this.habits = habits;
    heard = stack.mailbox().size();
  }

  /**
   * Plans what is done around orders; what would have been done before now is not.
   *
   * @param known who is a customer already
   */
  void plan(List<Entry> entries, Set<String> known) {
    var seen = new HashSet<>(known);
    for (var entry : entries) {
      if (entry instanceof Order order) {
        addAll(habits.around(order, seen.add(order.customerId())));
      }
    }
  }

  /** Adds to what is ahead. */
  synchronized void addAll(List<Deed> deeds) {
    var now = stack.clock().instant();
    deeds.stream().filter(each -> each.at().isAfter(now)).forEach(ahead::add);
  }

  /** Hears of the mails that were sent since it last did. */
  void hear() {
    for (; heard < stack.mailbox().size(); heard++) {
      var mail = stack.mailbox().get(heard + 1).orElseThrow();
      var customer = mail.tags().getOrDefault("customer", "");
      var who = new String(Base64.getUrlDecoder().decode(customer), StandardCharsets.UTF_8);
      var deeds = habits.about(who, mail.tags().getOrDefault("send", ""), mail.at());
      deeds.forEach(each -> mails.put(each.id(), mail));
      addAll(deeds);
    }
  }

  /** The mail that a deed is about. */
  Mail mail(Deed deed) {
    var mail = mails.get(deed.id());
    if (mail == null) {
      throw new IllegalStateException(deed.kind() + " without a mail");
    }
    return mail;
  }

  /** When the next comes up; null when none is left. */
  @Nullable Instant next() {
    return ahead.isEmpty() ? null : ahead.first().at();
  }

  /** Takes the next. */
  Deed take() {
    return ahead.removeFirst();
  }
}
