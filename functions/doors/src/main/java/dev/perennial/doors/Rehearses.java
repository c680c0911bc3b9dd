package dev.perennial.doors;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a handler works through before Lambda takes its snapshot: see {@link Rehearsal}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Rehearses {
  /** Names of files under events/, without their ending. */
  String[] value();
}
