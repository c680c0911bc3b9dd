package dev.perennial.emulator.stack;

import dev.perennial.runtime.cloud.Cloud;
import dev.perennial.runtime.cloud.Invoker;

/** Where the code of functions comes from: on AWS a zip each, here the class path by default. */
@FunctionalInterface
public interface Handlers {
  /** The classes that the stack itself was started with. */
  Handlers ON_CLASS_PATH = (name, cloud) -> Invoker.of(Class.forName(name), cloud);

  /**
   * An instance of a handler.
   *
   * @param name of its class, as the template has it
   * @throws ClassNotFoundException when there is none such
   */
  Invoker open(String name, Cloud cloud) throws ClassNotFoundException;
}
