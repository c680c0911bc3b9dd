package dev.perennial.mail.render;

import static liquid.parser.v4.LiquidParser.AssignmentContext;
import static liquid.parser.v4.LiquidParser.Case_tagContext;
import static liquid.parser.v4.LiquidParser.Elsif_tagContext;
import static liquid.parser.v4.LiquidParser.ExprContext;
import static liquid.parser.v4.LiquidParser.Expr_containsContext;
import static liquid.parser.v4.LiquidParser.Expr_eqContext;
import static liquid.parser.v4.LiquidParser.Expr_logicContext;
import static liquid.parser.v4.LiquidParser.Expr_relContext;
import static liquid.parser.v4.LiquidParser.Expr_termContext;
import static liquid.parser.v4.LiquidParser.FilterContext;
import static liquid.parser.v4.LiquidParser.For_arrayContext;
import static liquid.parser.v4.LiquidParser.If_tagContext;
import static liquid.parser.v4.LiquidParser.Lookup_id_indexesContext;
import static liquid.parser.v4.LiquidParser.OutputContext;
import static liquid.parser.v4.LiquidParser.Param_expr_exprContext;
import static liquid.parser.v4.LiquidParser.TermContext;
import static liquid.parser.v4.LiquidParser.Term_BlankContext;
import static liquid.parser.v4.LiquidParser.Term_FalseContext;
import static liquid.parser.v4.LiquidParser.Term_NilContext;
import static liquid.parser.v4.LiquidParser.Term_TrueContext;
import static liquid.parser.v4.LiquidParser.Term_exprContext;
import static liquid.parser.v4.LiquidParser.Term_lookupContext;
import static liquid.parser.v4.LiquidParser.Unless_tagContext;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import liqp.org.antlr.v4.runtime.ParserRuleContext;
import liqp.org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/**
 * Reads a template as it would be rendered for a customer who lacks some variables. A condition on
 * what is lacking is decided, any other may come out either way: so whatever is found is printed
 * for some such customer.
 */
public final class BarePrints {
  private final Set<String> absent;

  /** What locals stand for, as far as that is one of the absent. */
  private final Map<String, String> aliases = new HashMap<>();

  private final List<Print> found = new ArrayList<>();
  private boolean certain = true;

  private BarePrints(Set<String> absent) {
    this.absent = absent;
  }

  /**
   * One absent variable printed.
   *
   * @param line from 1
   * @param column from 1
   * @param always whether every mail to a customer without it would print it
   */
  public record Print(String variable, int line, int column, boolean always) {}

  /** How a condition comes out. */
  private enum Truth {
    YES,
    NO,
    MAYBE;

    static Truth of(boolean yes) {
      return yes ? YES : NO;
    }

    Truth not() {
      return this == MAYBE ? MAYBE : of(this == NO);
    }
  }

  static List<Print> of(ParseTree tree, Set<String> absent) {
    var prints = new BarePrints(absent);
    prints.walk(tree);
    return List.copyOf(prints.found);
  }

  static SortedSet<String> named(ParseTree tree) {
    var names = new TreeSet<String>();
    addNames(tree, names);
    return names;
  }

  private static void addNames(ParseTree tree, Set<String> names) {
    if (tree instanceof Lookup_id_indexesContext lookup) {
      names.add(lookup.getText());
    }
    for (int i = 0; i < tree.getChildCount(); i++) {
      addNames(tree.getChild(i), names);
    }
  }

  private void walk(@Nullable ParseTree tree) {
    switch (tree) {
      case null -> {}
      case OutputContext output -> output(output);
      case AssignmentContext assignment -> assignment(assignment);
      case If_tagContext tag -> {
        var rest = branch(truth(tag.expr()), tag.block(), Truth.YES);
        for (var each : tag.elsif_tag()) {
          rest = elsif(each, rest);
        }
        otherwise(rest, tag.else_tag() == null ? null : tag.else_tag().block());
      }
      case Unless_tagContext tag -> {
        var rest = branch(truth(tag.expr()).not(), tag.block(), Truth.YES);
        otherwise(rest, tag.else_tag() == null ? null : tag.else_tag().block());
      }
      case Case_tagContext tag -> cases(tag);
      case For_arrayContext loop -> {
        var rest =
            branch(isAbsent(loop.lookup()) ? Truth.NO : Truth.MAYBE, loop.for_block().a, Truth.YES);
        otherwise(rest, loop.for_block().b);
      }
      default -> {
        for (int i = 0; i < tree.getChildCount(); i++) {
          walk(tree.getChild(i));
        }
      }
    }
  }

  private Truth elsif(Elsif_tagContext tag, Truth reached) {
    return branch(truth(tag.expr()), tag.block(), reached);
  }

  /** When one of an absent value's cases names nil or blank, that one is taken; else none is. */
  private void cases(Case_tagContext tag) {
    var lacks = tag.expr() instanceof Expr_termContext term && absent(term.term()) != null;
    var rest = Truth.YES;
    for (var each : tag.when_tag()) {
      var taken = Truth.MAYBE;
      if (lacks) {
        taken =
            Truth.of(
                each.term().stream()
                    .anyMatch(t -> t instanceof Term_NilContext || t instanceof Term_BlankContext));
      }
      rest = branch(taken, each.block(), rest);
    }
    otherwise(rest, tag.else_tag() == null ? null : tag.else_tag().block());
  }

  /**
   * Walks a branch when it may be taken.
   *
   * @param reached whether the branches before leave it to this one
   * @return whether it is left to the next
   */
  private Truth branch(Truth taken, @Nullable ParseTree block, Truth reached) {
    if (taken != Truth.NO && reached != Truth.NO) {
      within(taken == Truth.YES && reached == Truth.YES, block);
    }
    if (taken == Truth.YES || reached == Truth.NO) {
      return Truth.NO;
    }
    return taken == Truth.NO ? reached : Truth.MAYBE;
  }

  private void otherwise(Truth reached, @Nullable ParseTree block) {
    if (reached != Truth.NO) {
      within(reached == Truth.YES, block);
    }
  }

  private void within(boolean surely, @Nullable ParseTree block) {
    var before = certain;
    certain &= surely;
    walk(block);
    certain = before;
  }

  private void output(OutputContext output) {
    var variable = absent(output.term());
    if (variable != null && !isDefaulted(output.filter())) {
      note(variable, output);
    }
    parameters(output.filter());
  }

  private void assignment(AssignmentContext assignment) {
    parameters(assignment.filter());
    var local = assignment.id().getText();
    var variable = assignment.expr() instanceof Expr_termContext term ? absent(term.term()) : null;
    if (variable != null && assignment.filter().isEmpty()) {
      aliases.put(local, variable);
    } else {
      aliases.remove(local);
    }
  }

  /** A parameter that is absent stops the mail as what is printed does. */
  private void parameters(List<FilterContext> filters) {
    for (var filter : filters) {
      if (filter.params() == null) {
        continue;
      }
      for (var each : filter.params().param_expr()) {
        if (each instanceof Param_expr_exprContext one
            && one.expr() instanceof Expr_termContext term) {
          var variable = absent(term.term());
          if (variable != null) {
            note(variable, one);
          }
        }
      }
    }
  }

  private void note(String variable, ParserRuleContext at) {
    found.add(new Print(variable, at.start.getLine(), LiquidTemplate.column(at.start), certain));
  }

  private static boolean isDefaulted(List<FilterContext> filters) {
    return !filters.isEmpty() && filters.getFirst().Id().getText().equals("default");
  }

  /** The absent variable that a term looks up; null when it is another term. */
  private @Nullable String absent(@Nullable TermContext term) {
    if (!(term instanceof Term_lookupContext lookup)) {
      return null;
    }
    var name = lookup.getText();
    return absent.contains(name) ? name : aliases.get(name);
  }

  private boolean isAbsent(ParseTree lookup) {
    return absent.contains(lookup.getText()) || aliases.containsKey(lookup.getText());
  }

  private Truth truth(@Nullable ExprContext expression) {
    return switch (expression) {
      case Expr_termContext term -> truth(term.term());
      case Expr_relContext comparison ->
          isAbsent(comparison.lhs) || isAbsent(comparison.rhs) ? Truth.NO : Truth.MAYBE;
      case Expr_containsContext contains -> isAbsent(contains.lhs) ? Truth.NO : Truth.MAYBE;
      case Expr_eqContext equality -> equal(equality);
      case Expr_logicContext logic -> {
        var one = truth(logic.lhs);
        var other = truth(logic.rhs);
        var decisive = Truth.of(logic.op.getText().equals("or"));
        yield one == decisive || other == decisive
            ? decisive
            : one == decisive.not() && other == decisive.not() ? decisive.not() : Truth.MAYBE;
      }
      case null, default -> Truth.MAYBE;
    };
  }

  private Truth truth(TermContext term) {
    return switch (term) {
      case Term_lookupContext lookup -> isAbsent(lookup) ? Truth.NO : Truth.MAYBE;
      case Term_FalseContext _, Term_NilContext _ -> Truth.NO;
      case Term_TrueContext _ -> Truth.YES;
      case Term_exprContext nested -> truth(nested.expr());
      default -> Truth.MAYBE;
    };
  }

  private Truth equal(Expr_eqContext equality) {
    var one = isAbsent(equality.lhs);
    if (!one && !isAbsent(equality.rhs)) {
      return Truth.MAYBE;
    }
    var other = one ? equality.rhs : equality.lhs;
    var equal = Truth.NO;
    if (other instanceof Expr_termContext term) {
      equal =
          switch (term.term()) {
            case Term_NilContext _, Term_BlankContext _ -> Truth.YES;
            case Term_lookupContext lookup -> isAbsent(lookup) ? Truth.YES : Truth.MAYBE;
            case Term_exprContext _ -> Truth.MAYBE;
            default -> Truth.NO;
          };
    }
    return equality.op.getText().equals("==") ? equal : equal.not();
  }
}
