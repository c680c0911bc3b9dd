package dev.perennial.runtime.programme;



/** The stack was deployed, but no programme was applied yet. */
public final class NoProgramme extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoProgramme() {
    super("no programme was applied to this stack yet; run: ./perennial apply --stack NAME");
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
