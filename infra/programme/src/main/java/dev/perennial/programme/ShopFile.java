package dev.perennial.programme;

import dev.perennial.domain.programme.Mistake;
import dev.perennial.domain.programme.Reader;
import dev.perennial.domain.programme.Shop;
import dev.perennial.domain.programme.ShopReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

/** A programme's {@code shop.yaml} by itself. */
public final class ShopFile {
  private ShopFile() {}

  /**
   * Reads the shop of a programme's folder.
   *
   * @throws ProgrammeFault naming every mistake with its file and line
   */
  public static Shop read(Path folder) throws IOException, ProgrammeFault {
    var files = ProgrammeFiles.readShop(folder);
    var mistakes = new ArrayList<Mistake>();
    var told = new ArrayList<>(files.mistakes());
    if (told.isEmpty()) {
      var shop = ShopReader.read(new Reader(files.json(), "programme", mistakes).file("shop"));
      if (mistakes.isEmpty()) {
        return shop;
      }
      mistakes.forEach(each -> told.add(files.told(each)));
    }
    throw new ProgrammeFault(Finding.told(told));
  }
}
