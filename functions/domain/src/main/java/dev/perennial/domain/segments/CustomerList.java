package dev.perennial.domain.segments;

import dev.perennial.domain.ledger.ClientId;
import dev.perennial.domain.ledger.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;

/**
 * Customers whom the shop chose by name. Of each id the first eight bytes of its SHA-256 are kept:
 * that somebody else is taken for one of a million has a chance of 1 in 10<sup>13</sup>.
 */
public final class CustomerList {
  /** Customers of all lists of a programme together: every function that judges reads them. */
  public static final int MAX_CUSTOMERS = 250_000;

  private final long[] hashes;

  private CustomerList(long[] sorted) {
    hashes = sorted;
  }

  /** The list of some ids; one that stands twice counts once. */
  public static CustomerList of(Collection<String> ids) {
    return new CustomerList(
        ids.stream().mapToLong(CustomerList::hash).sorted().distinct().toArray());
  }

  /**
   * The list that a text is of, as {@link #text} wrote it.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static CustomerList parse(String text) {
    var bytes = Base64.getDecoder().decode(text);
    if (bytes.length % Long.BYTES != 0) {
      throw new IllegalArgumentException("is cut off");
    }
    var hashes = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(hashes);
    for (int i = 1; i < hashes.length; i++) {
      if (hashes[i - 1] >= hashes[i]) {
        throw new IllegalArgumentException("is not in order");
      }
    }
    return new CustomerList(hashes);
  }

  /** All of it, some eleven characters a customer. */
  public String text() {
    var bytes = ByteBuffer.allocate(hashes.length * Long.BYTES);
    bytes.asLongBuffer().put(hashes);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** Tells it from lists of others. */
  public String digest() {
    return Digest.of(text());
  }

  /** How many customers it has. */
  public int size() {
    return hashes.length;
  }

  /** Whether an id is in it. */
  public boolean has(String customerId) {
    return has(hash(customerId));
  }

  /** Whether it has the id of a hash. */
  boolean has(long hash) {
    return Arrays.binarySearch(hashes, hash) >= 0;
  }

  /** What is kept of an id. */
  static long hash(String id) {
    try {
      var text = ClientId.normal(id).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
