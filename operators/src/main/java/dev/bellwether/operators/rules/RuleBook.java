// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules that run, numbered in the order of their identifiers, and what finds those that must be
 * asked without a look at the others. Does not change but for what it remembers.
 */
final class RuleBook {

    private final List<CompiledRule> rules;
    private final Map<String, Integer> numbers = new HashMap<>();

    /** Symbols that any rule names: all others are the same to every rule. */
    private final Set<String> named = new HashSet<>();

    /** By the place of a fact. */
    private final BitSet[] mentioning = new BitSet[Facts.COUNT];

    /** By symbol, {@code null} for all that no rule names, and class. */
    private final Map<String, Map<String, BitSet>> remembered = new HashMap<>();

    RuleBook(Collection<CompiledRule> compiled) {
        Map<String, CompiledRule> byId = new TreeMap<>();
        compiled.forEach(rule -> byId.put(rule.rule.id, rule));
        rules = new ArrayList<>(byId.values());
        for (int place = 0; place < mentioning.length; place++) {
            mentioning[place] = new BitSet(rules.size());
        }
        for (int i = 0; i < rules.size(); i++) {
            int number = i;
            numbers.put(rules.get(i).rule.id, number);
            named.addAll(rules.get(i).symbols());
            rules.get(i).mentioned().stream().forEach(place -> mentioning[place].set(number));
        }
    }

    int size() {
        return rules.size();
    }

    CompiledRule rule(int number) {
        return rules.get(number);
    }

    /** Below 0 if no rule has this identifier. */
    int number(String id) {
        Integer number = numbers.get(id);
        return number == null ? -1 : number;
    }

    /** Numbers of the rules that look at the fact of this place. */
    BitSet mentioning(int place) {
        return mentioning[place];
    }

    /** Numbers of the rules that are for a symbol, which nobody may change. */
    BitSet rulesFor(String symbol, String assetClass) {
        return remembered
                .computeIfAbsent(named.contains(symbol) ? symbol : null, any -> new HashMap<>())
                .computeIfAbsent(
                        assetClass,
                        any -> {
                            BitSet numbers = new BitSet(rules.size());
                            for (int i = 0; i < rules.size(); i++) {
                                numbers.set(i, rules.get(i).isFor(symbol, assetClass));
                            }
                            return numbers;
                        });
    }
}
