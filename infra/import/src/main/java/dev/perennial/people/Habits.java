package dev.perennial.people;

import dev.perennial.orders.Order;
import java.time.Instant;
import java.util.List;

/** What customers do beside buying. */
public interface Habits {
  /** What somebody does around an order, before it or after, in the order of time. */
  List<Deed> around(Order order, boolean first);

  /**
   * What somebody does about a mail; an answer only if it asks for one.
   *
   * @param send what tells it from the customer's other mails
   */
  List<Deed> about(String customerId, String send, Instant sentAt);

  /** What somebody does who has answered a survey. */
  List<Deed> answered(Deed.Answers answer);

  /** Whether a customer came by a friend, if there is one who recommends the shop. */
  boolean comesByFriend(String customerId);
}
