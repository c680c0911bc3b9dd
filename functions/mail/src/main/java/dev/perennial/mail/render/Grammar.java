package dev.perennial.mail.render;

import static liquid.parser.v4.LiquidParser.AssignmentContext;
import static liquid.parser.v4.LiquidParser.Capture_tag_IdContext;
import static liquid.parser.v4.LiquidParser.Capture_tag_StrContext;
import static liquid.parser.v4.LiquidParser.Cycle_tagContext;
import static liquid.parser.v4.LiquidParser.FilterContext;
import static liquid.parser.v4.LiquidParser.For_arrayContext;
import static liquid.parser.v4.LiquidParser.For_rangeContext;
import static liquid.parser.v4.LiquidParser.If_tagContext;
import static liquid.parser.v4.LiquidParser.Include_relative_tagContext;
import static liquid.parser.v4.LiquidParser.Include_tagContext;
import static liquid.parser.v4.LiquidParser.Lookup_IdContext;
import static liquid.parser.v4.LiquidParser.Lookup_StrContext;
import static liquid.parser.v4.LiquidParser.Lookup_id_indexesContext;
import static liquid.parser.v4.LiquidParser.Other_tagContext;
import static liquid.parser.v4.LiquidParser.OutputContext;
import static liquid.parser.v4.LiquidParser.Param_expr_exprContext;
import static liquid.parser.v4.LiquidParser.Simple_tagContext;
import static liquid.parser.v4.LiquidParser.Table_tagContext;
import static liquid.parser.v4.LiquidParser.Term_lookupContext;
import static liquid.parser.v4.LiquidParser.Unless_tagContext;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import liqp.TemplateParser;
import liqp.nodes.FilterNode;
import liqp.nodes.LNode;
import liqp.nodes.LookupNode;
import liqp.org.antlr.v4.runtime.ParserRuleContext;
import liqp.parser.v4.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of our Liquid: if, unless, case, for, assign, comment and raw, over known
 * variables. What else Liquid offers reads files, keeps state or escapes twice, and is refused with
 * its line.
 */
final class Grammar extends NodeVisitor {
  private static final String TAGS = "if, unless, case, for, assign, comment, raw";

  private final String file;
  private final Escaping escaping;
  private final Vocabulary vocabulary;
  private final Set<String> locals = new HashSet<>(Set.of("forloop"));
  private final Set<String> printedAlways = new TreeSet<>();
  private final @Nullable List<TemplateFault> noted;
  private int depth;

  /** Stops at the first fault. */
  Grammar(String file, Escaping escaping, Vocabulary vocabulary) {
    this(file, escaping, vocabulary, null);
  }

  /**
   * Goes on after a fault; what it builds is of no use then.
   *
   * @param noted takes the faults, null to stop at the first
   */
  Grammar(
      String file, Escaping escaping, Vocabulary vocabulary, @Nullable List<TemplateFault> noted) {
    super(TemplateParser.DEFAULT.insertions, Words.of(escaping), true);
    this.file = file;
    this.escaping = escaping;
    this.vocabulary = vocabulary;
    this.noted = noted;
  }

  /** Variables printed outside of any condition or loop, so in every mail. */
  Set<String> printedAlways() {
    return printedAlways;
  }

  @Override
  public LNode visitOutput(OutputContext ctx) {
    int line = ctx.start.getLine();
    var expression = ctx.term().getText();
    var value = visit(ctx.term());
    boolean defaulted = !ctx.filter().isEmpty() && ctx.filter(0).Id().getText().equals("default");
    if (ctx.term() instanceof Term_lookupContext && !defaulted) {
      value = new Nodes.Required(value, expression, line);
    }
    if (depth == 0 && vocabulary.knows(expression)) {
      printedAlways.add(expression);
    }
    if (Vocabulary.isLink(expression)) {
      if (!ctx.filter().isEmpty()) {
        note(ctx, expression + " is a link and takes no filter");
      }
      return new Nodes.PrintedLink(value, escaping, expression, line);
    }
    return new Nodes.Printed(value, filters(ctx.filter()), escaping, expression, line);
  }

  @Override
  public LNode visitAssignment(AssignmentContext ctx) {
    var value = visit(ctx.expr());
    var filters = filters(ctx.filter());
    var name = ctx.id().getText();
    addLocal(ctx, name);
    return new Nodes.Assigned(name, value, filters, ctx.start.getLine());
  }

  private void addLocal(ParserRuleContext ctx, String name) {
    if (vocabulary.names().stream().anyMatch(n -> n.equals(name) || n.startsWith(name + "."))) {
      note(ctx, name + " would hide the variable of that name: choose another name");
    }
    if (Vocabulary.isLink(name)) {
      note(ctx, name + ": only the shop's own links end in Url: choose another name");
    }
    locals.add(name);
  }

  private List<FilterNode> filters(List<FilterContext> contexts) {
    return contexts.stream().map(this::visitFilter).toList();
  }

  @Override
  public FilterNode visitFilter(FilterContext ctx) {
    var name = ctx.Id().getText();
    if (Words.of(escaping).get(name) == null) {
      note(ctx, "no filter is called " + name + ": there are " + Words.names(escaping));
      return new FilterNode(ctx, Words.of(escaping).get("default"));
    }
    return super.visitFilter(ctx);
  }

  @Override
  public LNode visitParam_expr_expr(Param_expr_exprContext ctx) {
    var value = super.visitParam_expr_expr(ctx);
    return value instanceof LookupNode
        ? new Nodes.Required(value, ctx.getText(), ctx.start.getLine())
        : value;
  }

  @Override
  public LookupNode visitLookup_id_indexes(Lookup_id_indexesContext ctx) {
    var path = ctx.getText();
    if (path.contains("[")) {
      note(ctx, path + ": write a.b instead of a[\"b\"]");
    } else if (!locals.contains(ctx.id().getText()) && !vocabulary.knows(path)) {
      note(ctx, "no variable is called " + path + vocabulary.near(path));
    }
    return super.visitLookup_id_indexes(ctx);
  }

  @Override
  public LNode visitIf_tag(If_tagContext ctx) {
    return nested(() -> super.visitIf_tag(ctx));
  }

  @Override
  public LNode visitUnless_tag(Unless_tagContext ctx) {
    return nested(() -> super.visitUnless_tag(ctx));
  }

  @Override
  public LNode visitCase_tag(liquid.parser.v4.LiquidParser.Case_tagContext ctx) {
    return nested(() -> super.visitCase_tag(ctx));
  }

  @Override
  public LNode visitFor_array(For_arrayContext ctx) {
    addLocal(ctx, ctx.id().getText());
    return nested(() -> super.visitFor_array(ctx));
  }

  @Override
  public LNode visitFor_range(For_rangeContext ctx) {
    addLocal(ctx, ctx.id().getText());
    return nested(() -> super.visitFor_range(ctx));
  }

  private LNode nested(Supplier<LNode> block) {
    depth++;
    try {
      return block.get();
    } finally {
      depth--;
    }
  }

  @Override
  public LNode visitOther_tag(Other_tagContext ctx) {
    return noTag(ctx, ctx.BlockId().getText());
  }

  @Override
  public LNode visitSimple_tag(Simple_tagContext ctx) {
    return noTag(ctx, ctx.SimpleTagId().getText());
  }

  @Override
  public LNode visitCycle_tag(Cycle_tagContext ctx) {
    return noTag(ctx, "cycle");
  }

  @Override
  public LNode visitTable_tag(Table_tagContext ctx) {
    return noTag(ctx, "tablerow");
  }

  @Override
  public LNode visitCapture_tag_Id(Capture_tag_IdContext ctx) {
    return noTag(ctx, "capture");
  }

  @Override
  public LNode visitCapture_tag_Str(Capture_tag_StrContext ctx) {
    return noTag(ctx, "capture");
  }

  @Override
  public LNode visitInclude_tag(Include_tagContext ctx) {
    return noTag(ctx, "include");
  }

  @Override
  public LNode visitInclude_relative_tag(Include_relative_tagContext ctx) {
    return noTag(ctx, "include_relative");
  }

  @Override
  public LookupNode visitLookup_Str(Lookup_StrContext ctx) {
    throw fault(ctx, "write a variable's name without brackets and quotes");
  }

  @Override
  public LookupNode visitLookup_Id(Lookup_IdContext ctx) {
    throw fault(ctx, "write a variable's name without brackets");
  }

  private LNode noTag(ParserRuleContext ctx, String name) {
    note(ctx, "the tag " + name + " is not used here: there are " + TAGS);
    return context -> "";
  }

  private void note(ParserRuleContext ctx, String problem) {
    var fault = fault(ctx, problem);
    if (noted == null) {
      throw fault;
    }
    noted.add(fault);
  }

  private TemplateFault fault(ParserRuleContext ctx, String problem) {
    return new TemplateFault(file, ctx.start.getLine(), LiquidTemplate.column(ctx.start), problem);
  }
}
