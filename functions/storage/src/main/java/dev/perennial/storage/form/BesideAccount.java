package dev.perennial.storage.form;

import dev.perennial.domain.ledger.Account;
import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.ledger.Trail;
import dev.perennial.domain.purchases.OftenReturned;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands in attributes beside the account: what saves reading and can be done without. The
 * first release refuses an account with a field that it doesn't know; an attribute it leaves out
 * when it writes the account, and what it did is not reckoned with wrongly.
 */
public final class BesideAccount {
  private static final String TRAIL = "trail";
  private static final String OFTEN = "often";

  /** The slices that are not in the body. */
  static final Set<String> SLICES = Set.of(Trail.SLICE.name(), OftenReturned.SLICE.name());

  private static final TextForm<OftenReturned> OFTEN_FORM =
      new TextForm<>(
          OftenReturned.class, "last refunds", BesideAccount::write, BesideAccount::refunds);

  private BesideAccount() {}

  /** The account as its body has it. */
  public static Account body(Account account) {
    return with(account, Trail.NONE, OftenReturned.NONE);
  }

  /** The attributes by their names; what holds nothing is left out. */
  public static Map<String, String> texts(Account account) {
    var texts = new TreeMap<String, String>();
    texts.put(TRAIL, TrailText.FORM.write().apply(Trail.SLICE.in(account)));
    texts.put(OFTEN, OFTEN_FORM.write().apply(OftenReturned.SLICE.in(account)));
    texts.values().removeIf(String::isEmpty);
    return texts;
  }

  /**
   * The account with what stands beside it.
   *
   * @param texts null for an attribute that isn't there
   * @throws IllegalArgumentException when one can't be read
   */
  public static Account laid(Account body, Texts texts) {
    var trail = texts.of(TRAIL);
    var often = texts.of(OFTEN);
    return trail == null && often == null
        ? body
        : with(
            body,
            trail == null ? Trail.NONE : TrailText.FORM.parse(trail),
            often == null ? OftenReturned.NONE : OFTEN_FORM.parse(often));
  }

  /** An item's texts. */
  public interface Texts {
    /** Null when there is no such attribute. */
    @Nullable String of(String name);
  }

  private static Account with(Account account, Trail trail, OftenReturned often) {
    var slices = account.slices().with(Trail.SLICE, trail).with(OftenReturned.SLICE, often);
    return account.evaluated(account.tier(), slices, account.segments());
  }

  private static String write(OftenReturned often) {
    return often.refunds().stream()
        .map(last -> ClientId.escaped(last.purchaseId()) + "#" + ClientId.escaped(last.refundId()))
        .collect(Collectors.joining(" "));
  }

  private static OftenReturned refunds(String text) {
    return new OftenReturned(
        Stream.of(TextForm.items(text, " "))
            .map(item -> TextForm.pair(item, item.indexOf('#')))
            .map(
                both ->
                    new OftenReturned.Last(
                        ClientId.unescaped(both[0]), ClientId.unescaped(both[1])))
            .toList());
  }
}
