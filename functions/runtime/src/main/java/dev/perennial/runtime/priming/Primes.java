package dev.perennial.runtime.priming;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a handler works through before Lambda takes its snapshot: see {@link Priming}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Primes {
  /** Names of files under events/, without their ending. */
  String[] value();
}
