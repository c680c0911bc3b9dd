package dev.perennial.emulator.stack;

import dev.perennial.emulator.template.Template;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a stack starts.
 *
 * @param data where everything is kept between starts; null for in memory, leaving nothing
 * @param start what the clock shows at first, unless {@code data} holds a later instant
 * @param interceptor stands between the handlers and AWS
 * @param listener hears what happens
 * @param workers how many batches of a queue are worked on at once
 * @param handlers where the code of functions comes from
 * @param watched whether the laptop itself listens to every bus, as an archive would: a function
 *     that asks a bus for its rules then finds one that hears all
 */
public record Options(
    Template template,
    @Nullable Path data,
    Instant start,
    ClientInterceptor interceptor,
    StackListener listener,
    int workers,
    Handlers handlers,
    boolean watched) {

  /** A stack in memory that starts at an instant. */
  public static Options of(Template template, Instant start) {
    return new Options(
        template,
        null,
        start,
        ClientInterceptor.NONE,
        StackListener.NONE,
        2,
        Handlers.ON_CLASS_PATH,
        true);
  }

  /** Keeps everything in a folder. */
  public Options withData(@Nullable Path folder) {
    return new Options(template, folder, start, interceptor, listener, workers, handlers, watched);
  }

  /** Puts an interceptor between the handlers and AWS. */
  public Options withInterceptor(ClientInterceptor between) {
    return new Options(template, data, start, between, listener, workers, handlers, watched);
  }

  /** Has a listener hear what happens. */
  public Options withListener(StackListener hears) {
    return new Options(template, data, start, interceptor, hears, workers, handlers, watched);
  }

  /** Works on that many batches of a queue at once. */
  public Options withWorkers(int count) {
    return new Options(template, data, start, interceptor, listener, count, handlers, watched);
  }

  /** Takes the code of functions from elsewhere. */
  public Options withHandlers(Handlers from) {
    return new Options(template, data, start, interceptor, listener, workers, from, watched);
  }

  /** Leaves the buses to the template's rules alone, as on AWS. */
  public Options unwatched() {
    return new Options(template, data, start, interceptor, listener, workers, handlers, false);
  }
}
