// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.bellwether.model.Json;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * The body of an answer with status 200, which says more than the status: Bavest reports errors of
 * the query and crashes of its functions with 200, too.
 */
final class BavestBody {

    /** What a body is. */
    enum Kind {
        /** What was asked for, as far as its outer form tells. */
        DATA,
        /** The provider says that there is none: {@code data: null}, or a bad query. */
        NOTHING,
        /** Not JSON, or cut off. */
        MALFORMED,
        /** JSON, but neither a known error nor the outer form of an answer. */
        UNEXPECTED,
        /** A function crashed on the other side, usually because it does not know the symbol. */
        CRASH,
        /** The provider says that it failed, without a reason. */
        FAILURE,
        /** 401 or 403 in the body. */
        REFUSAL,
        /** 429 in the body. */
        LIMIT
    }

    /** {@code NaN}, which Python writes and JSON does not know, is read as unknown. */
    private static final ObjectReader READER =
            Json.mapper()
                    .reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);

    private final Kind kind;
    private final JsonNode data;
    private final String detail;
    private final boolean doubtful;

    private BavestBody(Kind kind, JsonNode data, String detail, boolean doubtful) {
        this.kind = kind;
        this.data = data;
        this.detail = detail;
        this.doubtful = doubtful;
    }

    /** Reads a body whose {@link #detail()} nobody will see. */
    static BavestBody read(byte[] body, BavestVersion version) {
        return read(body, version, UnaryOperator.identity());
    }

    /**
     * @param mask is given each text that goes from the body into {@link #detail()}
     */
    static BavestBody read(byte[] body, BavestVersion version, UnaryOperator<String> mask) {
        JsonNode root;
        try {
            root = READER.readTree(body);
        } catch (IOException e) {
            // Jackson's message quotes the body.
            return doubtful(Kind.MALFORMED, "the body is not JSON or was cut off");
        }
        if (root == null || root.isMissingNode()) {
            return doubtful(Kind.MALFORMED, "the body is empty");
        }
        if (!root.isObject()) {
            return new BavestBody(Kind.UNEXPECTED, null, "the body is not an object", false);
        }
        BavestBody error = error(root, version, mask);
        if (error != null) {
            return error;
        }
        if (version == BavestVersion.V0) {
            return new BavestBody(Kind.DATA, root, null, false);
        }
        if (!root.has("data")) {
            return new BavestBody(Kind.UNEXPECTED, null, "the envelope has no data", false);
        }
        JsonNode data = root.get("data");
        if (data.isNull()) {
            return new BavestBody(Kind.NOTHING, null, "the provider has no data", false);
        }
        return new BavestBody(Kind.DATA, data, null, false);
    }

    private static BavestBody error(
            JsonNode root, BavestVersion version, UnaryOperator<String> mask) {
        if (root.hasNonNull("errorMessage") || root.hasNonNull("errorType")) {
            return doubtful(
                    Kind.CRASH,
                    "the provider's function failed: "
                            + text(root.path("errorType"), mask)
                            + " "
                            + text(root.path("errorMessage"), mask));
        }
        int status = root.path("statusCode").asInt(200);
        if (status >= 400) {
            String detail = "status " + status + " in the body: " + text(root.path("body"), mask);
            if (status == 401 || status == 403) {
                return new BavestBody(Kind.REFUSAL, null, detail, false);
            }
            if (status == 429) {
                return new BavestBody(Kind.LIMIT, null, detail, false);
            }
            return status >= 500
                    ? doubtful(Kind.FAILURE, detail)
                    : new BavestBody(Kind.NOTHING, null, detail, false);
        }
        if ("ERROR".equalsIgnoreCase(root.path("status").asText())) {
            return doubtful(Kind.FAILURE, "the provider reports status ERROR");
        }
        if (root.hasNonNull("error")) {
            JsonNode error = root.get("error");
            String detail = text(error.isObject() ? error.path("message") : error, mask);
            return doubtful(Kind.FAILURE, "the provider reports an error: " + detail);
        }
        if (root.hasNonNull("message") && (version == BavestVersion.V2 || root.size() == 1)) {
            return root.hasNonNull("data")
                    ? null
                    : doubtful(
                            Kind.FAILURE, "the provider says: " + text(root.get("message"), mask));
        }
        return null;
    }

    private static BavestBody doubtful(Kind kind, String detail) {
        return new BavestBody(kind, null, detail, true);
    }

    /** One line, masked before it is cut: half a secret is still one. */
    private static String text(JsonNode node, UnaryOperator<String> mask) {
        String text =
                mask.apply(node.isValueNode() ? node.asText() : node.toString())
                        .replaceAll("[\\p{Cntrl}\\s]+", " ")
                        .trim();
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }

    Kind kind() {
        return kind;
    }

    /** v0: the whole body; v2: what is in the envelope. Null unless {@link Kind#DATA}. */
    JsonNode data() {
        return data;
    }

    /** What is wrong, for people; null if {@link Kind#DATA}. */
    String detail() {
        return detail;
    }

    /** Whether asking once more may bring something better. */
    boolean isDoubtful() {
        return doubtful;
    }
}
