// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import dev.bellwether.model.Json;
import dev.bellwether.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rule as it is written: when it holds, for whom, and what is said then. Read and checked by
 * {@link RuleReader}.
 */
public class AlertRule {

    /** Unique among all rules; part of the identity of its alerts. */
    public String id;

    /** Why it is there, for a person. */
    public String description = "";

    /** A CEL expression over the {@link FactName}s: the condition begins when it is true. */
    public String enter;

    /**
     * The condition ends when this is true; {@code null}: when {@link #enter} is false. What cannot
     * be told, because a fact is unknown, changes nothing.
     */
    public String leave;

    /** How long the condition must hold, in event time: {@code 5 min}; {@code null}: not at all. */
    public String duration;

    public Severity severity = Severity.INFO;

    /**
     * Expressions that give it another severity while it holds; the highest that is true counts.
     */
    public Map<Severity, String> levels = new TreeMap<>();

    /** With facts in braces: {@code {symbol} fell {quote.day_change_percent} %}. */
    public String headline = "{symbol}: {rule}";

    public Map<String, String> labels = new TreeMap<>();

    /** Addresses with {@code {symbol}} in them. */
    public Map<String, String> links = new TreeMap<>();

    /** For which symbols; empty: for all. */
    public List<String> symbols = List.of();

    /** For which classes of assets, in lower case; empty: for all. */
    public List<String> assetClasses = List.of();

    /** Whether it rests: what holds ends. */
    public boolean paused;

    public AlertRule() {}

    @Override
    public String toString() {
        return Json.write(this);
    }
}
