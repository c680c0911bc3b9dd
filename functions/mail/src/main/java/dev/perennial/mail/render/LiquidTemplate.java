package dev.perennial.mail.render;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.exceptions.LiquidException;
import liqp.nodes.LNode;
import liqp.parser.Flavor;

/**
 * One piece of Liquid, parsed once: unlike liqp's Template, which builds its nodes anew for each
 * rendering and remembers the last one, this is immutable and may be rendered by many threads.
 */
public final class LiquidTemplate {
  private static final int LONGEST_SOURCE = 256 * 1024;

  private static final TemplateParser PARSER =
      new TemplateParser.Builder()
          .withFlavor(Flavor.LIQUID)
          .withMaxIterations(10_000)
          .withMaxSizeRenderedString(1024 * 1024)
          .withDefaultTimeZone(java.time.ZoneOffset.UTC)
          .build();

  private final LNode root;
  private final Set<String> printedAlways;

  private LiquidTemplate(LNode root, Set<String> printedAlways) {
    this.root = root;
    this.printedAlways = printedAlways;
  }

  /**
   * Parses and checks a source.
   *
   * @param file what a fault calls it
   * @throws TemplateFault with the line, when it is not our Liquid or names an unknown variable
   */
  public static LiquidTemplate parse(
      String file, String source, Escaping escaping, Vocabulary vocabulary) {
    if (source.length() > LONGEST_SOURCE) {
      throw new TemplateFault(
          file, 0, source.length() + " characters; at most " + LONGEST_SOURCE + " are allowed");
    }
    try {
      var grammar = new Grammar(file, escaping, vocabulary);
      var root = grammar.visit(PARSER.parse(source).getParseTree());
      return new LiquidTemplate(root, Collections.unmodifiableSet(grammar.printedAlways()));
    } catch (LiquidException e) {
      throw new TemplateFault(file, e.line, "not Liquid: " + firstLine(e));
    } catch (StackOverflowError e) {
      throw new TemplateFault(file, 0, "nests its tags too deeply to be read");
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
  }

  /** The variables that every rendering prints, whatever the conditions say. */
  public Set<String> printedAlways() {
    return printedAlways;
  }

  /**
   * @throws Missing when a printed value is absent
   */
  String render(Map<String, Object> model) {
    return String.valueOf(root.render(new TemplateContext(PARSER, new LinkedHashMap<>(model))));
  }
}
