package dev.perennial.mail.render;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;
import liqp.TemplateContext;
import liqp.TemplateParser;
import liqp.exceptions.LiquidException;
import liqp.nodes.LNode;
import liqp.org.antlr.v4.runtime.Token;
import liqp.org.antlr.v4.runtime.misc.Interval;
import liqp.parser.Flavor;

/**
 * One piece of Liquid, parsed once: unlike liqp's Template, which builds its nodes anew for each
 * rendering and remembers the last one, this is immutable and may be rendered by many threads.
 */
public final class LiquidTemplate {
  private static final int LONGEST_SOURCE = 256 * 1024;

  private static final String TOO_DEEP = "nests its tags too deeply to be read";

  private static final Pattern QUOTED = Pattern.compile("(?:input|at:|at) ('.*?'|<EOF>)");

  /** Which attributes of customers may have, and variables of liqp's can't. */
  private static final Pattern HYPHENED = Pattern.compile("\\w+[.][\\w.]*-[\\w.-]*");

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
      throw notLiquid(file, source, e);
    } catch (StackOverflowError e) {
      throw new TemplateFault(file, 0, TOO_DEEP);
    }
  }

  /** All faults of a source: of one that is no Liquid, where the first is. */
  public static List<TemplateFault> faults(
      String file, String source, Escaping escaping, Vocabulary vocabulary) {
    if (source.length() > LONGEST_SOURCE) {
      return List.of(
          new TemplateFault(
              file,
              0,
              source.length() + " characters; at most " + LONGEST_SOURCE + " are allowed"));
    }
    var faults = new ArrayList<TemplateFault>();
    try {
      new Grammar(file, escaping, vocabulary, faults).visit(PARSER.parse(source).getParseTree());
    } catch (TemplateFault e) {
      faults.add(e);
    } catch (LiquidException e) {
      faults.add(notLiquid(file, source, e));
    } catch (StackOverflowError e) {
      faults.add(new TemplateFault(file, 0, TOO_DEEP));
    }
    return faults;
  }

  /**
   * The variables that a sound source would print although they are not there, in the order of the
   * source.
   *
   * @param absent that a customer may lack, all of them together
   */
  public static List<BarePrints.Print> printedBare(String source, Set<String> absent) {
    return BarePrints.of(PARSER.parse(source).getParseTree(), absent);
  }

  /** Where a token begins, from 1: liqp's own count is that of its end for a name with dots. */
  static int column(Token token) {
    var until = token.getInputStream().getText(Interval.of(0, token.getStartIndex()));
    return until.length() - 1 - until.lastIndexOf('\n');
  }

  /** All variables that a sound source names. */
  public static SortedSet<String> named(String source) {
    return BarePrints.named(PARSER.parse(source).getParseTree());
  }

  /** What the parser says in its own words is put as what a marketer sees. */
  private static TemplateFault notLiquid(String file, String source, LiquidException e) {
    var column = e.charPositionInLine + 1;
    var line = e.line < 1 ? "" : source.lines().skip(e.line - 1L).findFirst().orElse("");
    var character = e.charPositionInLine < line.length() ? line.charAt(e.charPositionInLine) : ' ';
    if (character != ' '
        && (Character.isSpaceChar(character) || Character.isWhitespace(character))) {
      return new TemplateFault(
          file,
          e.line,
          column,
          "not Liquid: a space of another kind stands here, U+%04X; write a plain one"
              .formatted((int) character));
    }
    var tag = line.substring(Math.max(0, line.lastIndexOf('{', e.charPositionInLine)));
    var hyphened = HYPHENED.matcher(tag.split("}", 2)[0]);
    if (hyphened.find()) {
      return new TemplateFault(
          file,
          e.line,
          column,
          "not Liquid: %s has a hyphen behind a dot; name the attribute with _ instead"
              .formatted(hyphened.group()));
    }
    var said = String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
    var quoted = QUOTED.matcher(said);
    return new TemplateFault(
        file,
        e.line,
        column,
        quoted.find()
            ? "not Liquid: " + quoted.group(1) + " can't stand here"
            : "not Liquid: " + said);
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
