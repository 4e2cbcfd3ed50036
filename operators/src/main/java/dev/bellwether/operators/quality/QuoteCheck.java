// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import dev.bellwether.model.Quote;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/** The rules of {@link QuoteValidator} outside of a job: would this quote pass it? */
public final class QuoteCheck {

    private final QuoteRules rules;

    private QuoteCheck(QuoteRules rules) {
        this.rules = rules;
    }

    /**
     * @param config options of {@link QualityOptions}
     */
    public static QuoteCheck from(ReadableConfig config) {
        return new QuoteCheck(new QuoteRules(QualitySettings.from(config)));
    }

    /** Why the validator would refuse a quote with its symbol in upper case; empty if it passes. */
    public Optional<String> objection(Quote quote) {
        return Optional.ofNullable(rules.check(quote)).map(rejection -> rejection.message);
    }
}
