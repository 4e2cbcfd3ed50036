// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Decompresses bodies, up to a limit: a few kilobytes can hold gigabytes. */
final class ContentDecoder {

    private ContentDecoder() {}

    /**
     * @param cutWhenLonger whether to keep the beginning of what is longer than the limit, or of
     *     what is damaged, instead of failing
     */
    static byte[] decode(byte[] body, String encoding, int limit, boolean cutWhenLonger)
            throws TransportException {
        String name = encoding.trim().toLowerCase(Locale.ROOT);
        // Answers without a body (304, for example) may carry the header all the same.
        if (name.isEmpty() || name.equals("identity") || body.length == 0) {
            return body;
        }
        if (!name.equals("gzip") && !name.equals("x-gzip")) {
            throw new TransportException(
                    TransportException.Kind.UNREADABLE,
                    "the answer's body has an encoding that was not asked for: " + name);
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] decoded = in.readNBytes(limit + 1);
            if (decoded.length <= limit) {
                return decoded;
            }
            if (cutWhenLonger) {
                return Arrays.copyOf(decoded, limit);
            }
        } catch (IOException e) {
            if (cutWhenLonger) {
                return new byte[0];
            }
            // Most likely cut off on its way.
            throw new TransportException(
                    TransportException.Kind.BROKEN, "the answer's gzip body is damaged", e);
        }
        throw BoundedBody.tooLarge(limit);
    }
}
