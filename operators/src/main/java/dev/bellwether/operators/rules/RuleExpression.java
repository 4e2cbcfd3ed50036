// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.BitSet;
import java.util.List;

/**
 * A condition of a rule, in CEL, checked. Asked by its {@link Translation} if it has one, by CEL
 * itself otherwise: the answers are the same.
 */
public final class RuleExpression {

    /** Numbers may be compared whatever their type; what is not known is not an error. */
    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .enableUnknownTracking(true)
                    .build();

    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    private final CelRuntime.Program program;

    /** {@code null} if it has none. */
    private final Condition translation;

    private final BitSet mentioned;

    private RuleExpression(CelAbstractSyntaxTree tree) throws CelEvaluationException {
        this.program = RUNTIME.createProgram(tree);
        this.translation = Translation.of(tree).orElse(null);
        this.mentioned = mentioned(tree);
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(OPTIONS)
                        .setResultType(SimpleType.BOOL);
        Facts.NUMBERS.keySet().forEach(name -> builder.addVar(name, SimpleType.DOUBLE));
        Facts.TEXTS.keySet().forEach(name -> builder.addVar(name, SimpleType.STRING));
        return builder.build();
    }

    /**
     * Compiles an expression, or says all that is wrong with it.
     *
     * @param name what to call it
     * @param problems receives one sentence for each thing; if any, the result is {@code null}
     */
    public static RuleExpression of(String name, String expression, List<String> problems) {
        if (expression == null || expression.isBlank()) {
            problems.add(name + " is missing");
            return null;
        }
        CelValidationResult result = COMPILER.compile(expression);
        for (CelIssue issue : result.getErrors()) {
            problems.add(
                    name
                            + ", line "
                            + issue.getSourceLocation().getLine()
                            + ", column "
                            + (issue.getSourceLocation().getColumn() + 1)
                            + ": "
                            + issue.getMessage());
        }
        if (result.hasError()) {
            return null;
        }
        try {
            return new RuleExpression(result.getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            problems.add(name + ": " + e.getMessage());
            return null;
        }
    }

    private static BitSet mentioned(CelAbstractSyntaxTree tree) {
        BitSet mentioned = new BitSet(Facts.COUNT);
        for (CelReference reference : tree.getReferenceMap().values()) {
            FactName number = Facts.NUMBERS.get(reference.name());
            TextFact text = Facts.TEXTS.get(reference.name());
            if (number != null) {
                mentioned.set(number.ordinal());
            } else if (text != null) {
                mentioned.set(Facts.place(text));
            }
        }
        return mentioned;
    }

    /** Places of the facts that it looks at; on nothing else does its answer depend. */
    BitSet mentioned() {
        return mentioned;
    }

    /** Whether CEL itself need not be asked. */
    public boolean isTranslated() {
        return translation != null;
    }

    /** What it says of the facts. */
    public Answer ask(Facts facts) {
        return translation == null ? interpret(facts) : translation.of(facts);
    }

    /** What CEL itself says. */
    public Answer interpret(Facts facts) {
        try {
            Object answer = program.eval(facts);
            return answer instanceof Boolean ? Answer.of((Boolean) answer) : Answer.UNKNOWN;
        } catch (CelEvaluationException e) {
            // A division by zero of whole numbers, an index that is none: nothing can be told.
            return Answer.UNKNOWN;
        }
    }
}
