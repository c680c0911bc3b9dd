package dev.perennial.domain.programme;

import java.util.Optional;

/** The versions of the programme that were applied; one is read when somebody asks for it. */
@FunctionalInterface
public interface ProgrammeVersions {
  /** None but the one in force. */
  ProgrammeVersions NONE = _ -> Optional.empty();

  /** A version by its number; empty when it is not known. */
  Optional<Programme> find(String version);
}
