package dev.perennial.emulator.stack;

import dev.perennial.emulator.template.Template;
import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Invoker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * Runs one function as Lambda's runtime does: its event comes as JSON and is deserialized by
 * Lambda's own library; an instance serves one invocation at a time; more are made when calls come
 * at once, up to the concurrency of a new account; what threw an Error is not used again.
 */
final class FunctionHost {
  private static final int CONCURRENCY = 10;

  private final Template.Function function;
  private final Cloud cloud;
  private final Handlers handlers;
  private final Semaphore free = new Semaphore(CONCURRENCY);
  private volatile ConcurrentLinkedDeque<Invoker> instances = new ConcurrentLinkedDeque<>();

  FunctionHost(Template.Function function, Cloud cloud, Handlers handlers) {
    this.handlers = handlers;
    this.function = function;
    this.cloud = cloud;
  }

  Cloud cloud() {
    return cloud;
  }

  /** Uses no instance again that was made before. */
  void startAnew() {
    instances = new ConcurrentLinkedDeque<>();
  }

  Invocation invoke(byte[] event) {
    free.acquireUninterruptibly();
    var idle = instances;
    try {
      var invoker = idle.poll();
      if (invoker == null) {
        invoker = open();
      }
      var answer = new ByteArrayOutputStream();
      try {
        invoker.invoke(new ByteArrayInputStream(event), answer, new LocalContext(function));
      } catch (Exception e) {
        idle.push(invoker);
        return new Invocation.Failed(e);
      }
      idle.push(invoker);
      return new Invocation.Answered(answer.toString(StandardCharsets.UTF_8));
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      return new Invocation.Failed(e);
    } finally {
      free.release();
    }
  }

  private Invoker open() {
    var name = function.handler().replaceFirst("::handleRequest$", "");
    try {
      return handlers.open(name, cloud);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          function.where() + ": the handler " + name + " is not on the class path", e);
    }
  }
}
