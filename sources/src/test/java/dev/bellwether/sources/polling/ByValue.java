// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

/** A record of the tests is worth emitting if its value differs. */
final class ByValue implements ChangeFingerprint<Polled> {

    private static final long serialVersionUID = 1L;

    @Override
    public String item(Polled record) {
        return record.item;
    }

    @Override
    public long fingerprint(Polled record) {
        return record.value;
    }
}
