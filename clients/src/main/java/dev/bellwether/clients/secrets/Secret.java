// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret value in memory.
 *
 * <p>Only {@link #reveal()} gives it away: {@code toString} is masked, {@code equals} takes the
 * same time whatever differs, and the class is deliberately not {@code Serializable}, so that no
 * value can travel in a job graph; {@link SecretReference} travels instead.
 */
public final class Secret {

    /** Fingerprints are keyed anew in each process: one from a log says nothing about the value. */
    private static final SecretKeySpec FINGERPRINT_KEY = newFingerprintKey();

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * @throws IllegalArgumentException if the value is empty
     */
    public static Secret of(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        return new Secret(value);
    }

    /** The value itself; for the one place that sends it. */
    public String reveal() {
        return value;
    }

    /**
     * Names this value within this process: equal secrets have equal fingerprints, another process
     * gives another one, and the value cannot be found from it. 32 hexadecimal digits.
     */
    public String fingerprint() {
        byte[] mac = mac();
        StringBuilder hex = new StringBuilder(32);
        for (int i = 0; i < 16; i++) {
            hex.append(Character.forDigit((mac[i] >> 4) & 0xf, 16));
            hex.append(Character.forDigit(mac[i] & 0xf, 16));
        }
        return hex.toString();
    }

    /** {@code text} with every occurrence of the value masked; for answers that may echo it. */
    public String redact(String text) {
        return text.replace(value, "***");
    }

    /**
     * {@code bytes} with every occurrence of the value in UTF-8 masked; the same array if there is
     * none.
     */
    public byte[] redact(byte[] bytes) {
        // One character per byte, so that bytes of any encoding come back as they were.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] own = value.getBytes(StandardCharsets.UTF_8);
        String masked = text.replace(new String(own, StandardCharsets.ISO_8859_1), "***");
        return masked.equals(text) ? bytes : masked.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8),
                        ((Secret) other).value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        byte[] mac = mac();
        return (mac[0] & 0xff) << 24
                | (mac[1] & 0xff) << 16
                | (mac[2] & 0xff) << 8
                | (mac[3] & 0xff);
    }

    @Override
    public String toString() {
        return "Secret(***)";
    }

    private byte[] mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(FINGERPRINT_KEY);
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static SecretKeySpec newFingerprintKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new SecretKeySpec(key, "HmacSHA256");
    }
}
