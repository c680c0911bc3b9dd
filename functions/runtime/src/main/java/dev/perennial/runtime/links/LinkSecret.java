package dev.perennial.runtime.links;

import dev.perennial.domain.programme.ProgrammeStore.Document;
import dev.perennial.domain.programme.ProgrammeStore;
import dev.perennial.runtime.cloud.Stores;
import dev.perennial.runtime.programme.NoProgramme;
import java.util.Base64;

/** The secret that signs shoppers' links: made once, by the first {@code apply}. */
public final class LinkSecret {
  private static final String KIND = "secret#links";
  private static final String VERSION = "1";

  private LinkSecret() {}

  /**
   * The links that a stack signs.
   *
   * @throws NoProgramme when nothing was applied yet
   */
  public static SignedLinks links(ProgrammeStore store) {
    return store
        .document(KIND, VERSION)
        .map(document -> new SignedLinks(Base64.getDecoder().decode(document.body())))
        .orElseThrow(NoProgramme::new);
  }

  /** Stores a secret, unless there is one: another would break the links in mails already sent. */
  public static void keep(ProgrammeStore store, byte[] secret) {
    store.putNew(new Document(KIND, VERSION, Base64.getEncoder().encodeToString(secret)));
  }
}
