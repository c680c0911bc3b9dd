package dev.perennial.domain.ledger;

/** Turns addresses into keys that nobody can turn back without the shop's secret. */
public interface AddressKeys {
  /** The key of an address: the same in capitals and in small letters. */
  String of(String address);
}
