// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Translates what rules almost always are, once they are checked by CEL, into a tree that answers
 * the same without a box or a look-up. CEL's own runtime (0.11 has only an interpreter) walks the
 * syntax tree with boxed values, sets of unknowns, and overloads that are looked up by name for
 * each call, which is too slow for hundreds of rules after each quote.
 *
 * <p>Translated are facts and constants; {@code < <= > >=} of numbers; {@code == !=} of doubles and
 * of texts; {@code + - * /} of doubles; {@code && || !} and {@code ?:}; {@code in} a list of
 * constant texts. All else stays with CEL, whole numbers that are computed with, whose errors are
 * its own, among it.
 */
final class Translation {

    private final CelAbstractSyntaxTree tree;

    private Translation(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    /** Empty if there is anything in it that is not translated. */
    static Optional<Condition> of(CelAbstractSyntaxTree checked) {
        try {
            return Optional.of(new Translation(checked).condition(checked.getExpr()));
        } catch (NotTranslated e) {
            return Optional.empty();
        }
    }

    private Condition condition(CelExpr expression) throws NotTranslated {
        if (isConstant(expression, CelConstant.Kind.BOOLEAN_VALUE)) {
            return new Condition.Literal(expression.constant().booleanValue());
        }
        CelExpr.CelCall call = call(expression);
        List<CelExpr> args = call.args();
        switch (call.function()) {
            case "_&&_":
                return Condition.Both.and(condition(args.get(0)), condition(args.get(1)));
            case "_||_":
                return Condition.Both.or(condition(args.get(0)), condition(args.get(1)));
            case "!_":
                return new Condition.Not(condition(args.get(0)));
            case "_?_:_":
                return new Condition.Choice(
                        condition(args.get(0)), condition(args.get(1)), condition(args.get(2)));
            case "_==_":
                return same(args.get(0), args.get(1));
            case "_!=_":
                return new Condition.Not(same(args.get(0), args.get(1)));
            case "_<_":
                return order(args.get(0), args.get(1), Comparison.LESS);
            case "_<=_":
                return order(args.get(0), args.get(1), Comparison.LESS | Comparison.EQUAL);
            case "_>_":
                return order(args.get(0), args.get(1), Comparison.GREATER);
            case "_>=_":
                return order(args.get(0), args.get(1), Comparison.GREATER | Comparison.EQUAL);
            case "@in":
                return new Condition.OneOf(text(args.get(0)), texts(args.get(1)));
            default:
                throw new NotTranslated();
        }
    }

    private Condition same(CelExpr left, CelExpr right) throws NotTranslated {
        return is(left, SimpleType.STRING)
                ? new Condition.SameText(text(left), text(right))
                : new Comparison.SameDouble(figure(left), figure(right));
    }

    private Condition order(CelExpr left, CelExpr right, int accepted) throws NotTranslated {
        if (isConstant(right, CelConstant.Kind.INT64_VALUE)) {
            return order(figure(left), right.constant().int64Value(), accepted);
        }
        if (isConstant(left, CelConstant.Kind.INT64_VALUE)) {
            return order(figure(right), left.constant().int64Value(), mirrored(accepted));
        }
        Figure a = figure(left);
        Figure b = figure(right);
        if (a instanceof Figure.Fact && b instanceof Figure.Constant) {
            return new Comparison.FactAndDouble(
                    (Figure.Fact) a, ((Figure.Constant) b).value, accepted);
        }
        if (a instanceof Figure.Constant && b instanceof Figure.Fact) {
            return new Comparison.FactAndDouble(
                    (Figure.Fact) b, ((Figure.Constant) a).value, mirrored(accepted));
        }
        return new Comparison.Doubles(a, b, accepted);
    }

    private static Condition order(Figure figure, long whole, int accepted) {
        // Only beside zero does the order differ from that of doubles, if both are numbers.
        return figure instanceof Figure.Fact && whole != 0
                ? new Comparison.FactAndDouble((Figure.Fact) figure, whole, accepted)
                : new Comparison.DoubleAndWhole(figure, whole, accepted);
    }

    private static int mirrored(int accepted) {
        return accepted & Comparison.EQUAL
                | ((accepted & Comparison.LESS) != 0 ? Comparison.GREATER : 0)
                | ((accepted & Comparison.GREATER) != 0 ? Comparison.LESS : 0);
    }

    private Figure figure(CelExpr expression) throws NotTranslated {
        if (!is(expression, SimpleType.DOUBLE)) {
            throw new NotTranslated();
        }
        if (isConstant(expression, CelConstant.Kind.DOUBLE_VALUE)) {
            return new Figure.Constant(expression.constant().doubleValue());
        }
        FactName fact = Facts.NUMBERS.get(variable(expression));
        if (fact != null) {
            return new Figure.Fact(fact);
        }
        CelExpr.CelCall call = call(expression);
        List<CelExpr> args = call.args();
        switch (call.function()) {
            case "-_":
                return new Figure.Negative(figure(args.get(0)));
            case "_+_":
                return new Figure.Arithmetic('+', figure(args.get(0)), figure(args.get(1)));
            case "_-_":
                return new Figure.Arithmetic('-', figure(args.get(0)), figure(args.get(1)));
            case "_*_":
                return new Figure.Arithmetic('*', figure(args.get(0)), figure(args.get(1)));
            case "_/_":
                return new Figure.Arithmetic('/', figure(args.get(0)), figure(args.get(1)));
            case "_?_:_":
                return new Figure.Choice(
                        condition(args.get(0)), figure(args.get(1)), figure(args.get(2)));
            default:
                throw new NotTranslated();
        }
    }

    private Condition.Text text(CelExpr expression) throws NotTranslated {
        if (isConstant(expression, CelConstant.Kind.STRING_VALUE)) {
            return new Condition.Text(expression.constant().stringValue());
        }
        TextFact fact = Facts.TEXTS.get(variable(expression));
        if (fact == null) {
            throw new NotTranslated();
        }
        return new Condition.Text(fact);
    }

    private static Set<String> texts(CelExpr list) throws NotTranslated {
        if (list.getKind() != ExprKind.Kind.LIST || !list.list().optionalIndices().isEmpty()) {
            throw new NotTranslated();
        }
        Set<String> texts = new HashSet<>();
        for (CelExpr element : list.list().elements()) {
            if (!isConstant(element, CelConstant.Kind.STRING_VALUE)) {
                throw new NotTranslated();
            }
            texts.add(element.constant().stringValue());
        }
        return texts;
    }

    /** The name of the variable that it is; the empty one if it is none. */
    private String variable(CelExpr expression) {
        return expression.getKind() == ExprKind.Kind.IDENT
                        || expression.getKind() == ExprKind.Kind.SELECT
                ? tree.getReference(expression.id()).map(CelReference::name).orElse("")
                : "";
    }

    private static CelExpr.CelCall call(CelExpr expression) throws NotTranslated {
        if (expression.getKind() != ExprKind.Kind.CALL) {
            throw new NotTranslated();
        }
        return expression.call();
    }

    private static boolean isConstant(CelExpr expression, CelConstant.Kind kind) {
        return expression.getKind() == ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == kind;
    }

    private boolean is(CelExpr expression, CelType type) {
        return tree.getType(expression.id()).filter(type::equals).isPresent();
    }

    /** There is something that stays with CEL. */
    private static final class NotTranslated extends Exception {

        private static final long serialVersionUID = 1L;
    }
}
