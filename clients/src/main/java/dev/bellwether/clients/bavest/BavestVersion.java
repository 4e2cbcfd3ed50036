// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

/** Versions of the API that are spoken. */
public enum BavestVersion {
    /** POST with JSON bodies, bare answers with short names, columnar candles. */
    V0("v0"),
    /** GET with query strings, answers in a {@code data} envelope with long names. */
    V2("v2");

    private final String label;

    BavestVersion(String label) {
        this.label = label;
    }

    /** As it stands in paths and in the configuration. */
    @Override
    public String toString() {
        return label;
    }
}
