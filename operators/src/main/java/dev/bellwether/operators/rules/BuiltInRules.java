// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The rules that come with the application: {@code built-in.json} beside this class. Those over
 * price and volume classify as the replaced alert system did: beyond 10 % a warning, from 15 % on
 * critical; from ten times the mean volume on critical.
 */
public final class BuiltInRules {

    /** Where they are said to come from. */
    public static final String PLACE = "built-in";

    private BuiltInRules() {}

    /** As they are written. */
    public static String text() {
        try (InputStream in = BuiltInRules.class.getResourceAsStream("built-in.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
