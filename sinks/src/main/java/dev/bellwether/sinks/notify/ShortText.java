// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

/**
 * How long a short message is: in septets of GSM 03.38 if its alphabet has every character (those
 * of its extension count two), else in UTF-16 units of UCS-2. One part holds 160 or 70; of several,
 * each holds 153 or 67, since they say how they belong together (3GPP TS 23.038 and 23.040).
 */
final class ShortText implements Measure {

    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                    + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private static final int GSM_ONE = 160;

    private static final int GSM_EACH = 153;
    private static final int UCS_ONE = 70;
    private static final int UCS_EACH = 67;

    /** Parts; 1 or more. */
    @Override
    public int of(String text) {
        int septets = septets(text);
        if (septets >= 0) {
            return septets <= GSM_ONE ? 1 : (septets + GSM_EACH - 1) / GSM_EACH;
        }
        return text.length() <= UCS_ONE ? 1 : (text.length() + UCS_EACH - 1) / UCS_EACH;
    }

    /** Three dots: the character for them would make the whole text UCS-2. */
    @Override
    public String ellipsis() {
        return "...";
    }

    /** In the alphabet of GSM; -1 if it has not all of the characters. */
    static int septets(String text) {
        int septets = 0;
        for (int i = 0; i < text.length(); i++) {
            if (BASIC.indexOf(text.charAt(i)) >= 0) {
                septets++;
            } else if (EXTENSION.indexOf(text.charAt(i)) >= 0) {
                septets += 2;
            } else {
                return -1;
            }
        }
        return septets;
    }
}
