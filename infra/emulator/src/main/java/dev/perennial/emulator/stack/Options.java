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
 */
public record Options(
    Template template,
    @Nullable Path data,
    Instant start,
    ClientInterceptor interceptor,
    StackListener listener,
    int workers,
    Handlers handlers) {

  /** A stack in memory that starts at an instant. */
  public static Options of(Template template, Instant start) {
    return new Options(
        template,
        null,
        start,
        ClientInterceptor.NONE,
        StackListener.NONE,
        2,
        Handlers.ON_CLASS_PATH);
  }

  /** Keeps everything in a folder. */
  public Options withData(@Nullable Path folder) {
    return new Options(template, folder, start, interceptor, listener, workers, handlers);
  }

  /** Puts an interceptor between the handlers and AWS. */
  public Options withInterceptor(ClientInterceptor between) {
    return new Options(template, data, start, between, listener, workers, handlers);
  }

  /** Has a listener hear what happens. */
  public Options withListener(StackListener hears) {
    return new Options(template, data, start, interceptor, hears, workers, handlers);
  }

  /** Works on that many batches of a queue at once. */
  public Options withWorkers(int count) {
    return new Options(template, data, start, interceptor, listener, count, handlers);
  }

  /** Takes the code of functions from elsewhere. */
  public Options withHandlers(Handlers from) {
    return new Options(template, data, start, interceptor, listener, workers, from);
  }
}
