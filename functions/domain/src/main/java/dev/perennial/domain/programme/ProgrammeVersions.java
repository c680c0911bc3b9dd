package dev.perennial.domain.programme;

import java.util.Optional;

/** The versions of the programme that were applied; one is read when somebody asks for it. */
public interface ProgrammeVersions {
  /** None but the one in force. */
  ProgrammeVersions NONE =
      new ProgrammeVersions() {
        @Override
        public Optional<Programme> find(String version) {
          return Optional.empty();
        }

        @Override
        public boolean takesAlong(String campaign, String after) {
          return false;
        }
      };

  /** A version by its number; empty when it is not known. */
  Optional<Programme> find(String version);

  /**
   * Whether some version, up to the one in force, has a campaign's file that takes along who is
   * under way.
   *
   * @param after the number of the version after which it came
   */
  boolean takesAlong(String campaign, String after);
}
