package dev.perennial.testkit;

import dev.perennial.emulator.template.Template;
import java.util.HashSet;
import java.util.Set;

/** A template without what would follow in rooms that are not on the class path. */
final class SmallTemplate {
  private SmallTemplate() {}

  /** The functions stay, with their settings and routes: to call one that is absent is an error. */
  static Template of(Template all) {
    var absent = new HashSet<String>();
    for (var function : all.functions().values()) {
      if (!isThere(function.handler())) {
        absent.add(function.id());
        absent.add(function.arn());
      }
    }
    return absent.isEmpty() ? all : without(absent, all);
  }

  private static Template without(Set<String> absent, Template all) {
    return new Template(
        all.stackName(),
        all.tables(),
        all.queues(),
        all.buses(),
        all.functions(),
        all.routes(),
        all.rules().stream().filter(each -> !absent.contains(each.targetArn())).toList(),
        all.schedules().stream().filter(each -> !absent.contains(each.function())).toList(),
        all.streams().stream().filter(each -> !absent.contains(each.function())).toList(),
        all.queueSources().stream().filter(each -> !absent.contains(each.function())).toList(),
        all.configurationSets());
  }

  private static boolean isThere(String handler) {
    var file = handler.replace('.', '/') + ".class";
    return SmallTemplate.class.getClassLoader().getResource(file) != null;
  }
}
