package dev.perennial.emulator.stack;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.logging.Logger;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/**
 * DynamoDB Local on a file, put together as its embedded mode does, but without waiting for the
 * disk at every write: measured, a read of a stream takes .5 ms instead of 3, a transaction half. A
 * killed process loses nothing by it; a machine without power may.
 */
final class DatabaseFile extends SQLiteDBAccess {
  /** Held on to, since loggers are forgotten with their filter. */
  private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

  static {
    // it logs what it throws as well, and more that is none of a user's concern
    SQLITE.setFilter(_ -> false);
  }

  private DatabaseFile(File file) {
    super(file);
    var relax =
        new SQLiteJob<Boolean>() {
          @Override
          protected Boolean job(SQLiteConnection connection) throws SQLiteException {
            connection.exec("PRAGMA synchronous=OFF");
            return true;
          }
        };
    queue.execute(relax).complete();
  }

  /**
   * @throws FolderFault when the file is no database
   */
  static LocalDBClient open(Path file) {
    try {
      SQLiteLibraryLoader.initialize();
    } catch (Exception e) { // That is what it declares.
      throw new IllegalStateException("SQLite's native library cannot be loaded", e);
    }
    var threads = Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
    try {
      return new LocalDBClient(new DatabaseFile(file.toFile()), new JobsRegister(threads, false));
    } catch (RuntimeException e) { // DynamoDB Local's own, of whatever SQLite says
      throw new FolderFault(file + " can't be read as a database: " + e.getMessage(), e);
    }
  }
}
