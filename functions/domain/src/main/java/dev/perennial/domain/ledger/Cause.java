package dev.perennial.domain.ledger;

import java.util.Locale;

/** Why a line was written; campaigns by default answer only to what customers did. */
public enum Cause {
  /** The shop or the customer did something now. */
  RECORDED,
  /** An order from before, loaded by an import. */
  IMPORTED,
  /** Time alone moved the customer. */
  TIME,
  /** New RFM boundaries moved the customer: the stored ones would not have, at the same instant. */
  RECLASSIFIED;

  /** The name as events carry it, in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads what {@link #toString} wrote. */
  public static Cause of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
