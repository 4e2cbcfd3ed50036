// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a request is signed as AWS wants it: Signature Version 4 over these headers and this
 * body, with the sandbox's key, for the service that is called.
 */
final class SignatureCheck {

    private static final Pattern AUTHORIZATION =
            Pattern.compile(
                    "AWS4-HMAC-SHA256"
                            + " Credential=([^/]+)/(\\d{8})/([a-z0-9-]+)/([a-z]+)/aws4_request,"
                            + " ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");

    private final String keyId;
    private final String secretKey;

    SignatureCheck(String keyId, String secretKey) {
        this.keyId = keyId;
        this.secretKey = secretKey;
    }

    void check(HttpExchange exchange, byte[] body, String service) throws StoreRefusalException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null) {
            throw StoreRefusalException.of(
                    "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        Matcher authorization = AUTHORIZATION.matcher(header);
        if (!authorization.matches()) {
            throw StoreRefusalException.of(
                    "IncompleteSignatureException", "Authorization header is not complete.");
        }
        if (!authorization.group(1).equals(keyId)) {
            throw StoreRefusalException.of(
                    "UnrecognizedClientException",
                    "The security token included in the request is invalid.");
        }
        if (!authorization.group(4).equals(service)) {
            throw StoreRefusalException.of(
                    "InvalidSignatureException",
                    "Credential should be scoped to correct service: '" + service + "'.");
        }
        String scope =
                String.join(
                        "/",
                        authorization.group(2),
                        authorization.group(3),
                        service,
                        "aws4_request");
        String toSign =
                "AWS4-HMAC-SHA256\n"
                        + exchange.getRequestHeaders().getFirst("X-Amz-Date")
                        + "\n"
                        + scope
                        + "\n"
                        + hex(sha256(canonical(exchange, body, authorization.group(5))));
        if (!hex(hmac(key(scope), toSign)).equals(authorization.group(6))) {
            throw StoreRefusalException.of(
                    "InvalidSignatureException",
                    "The request signature we calculated does not match the signature you"
                            + " provided.");
        }
    }

    private static byte[] canonical(HttpExchange exchange, byte[] body, String signed) {
        StringBuilder request =
                new StringBuilder(exchange.getRequestMethod())
                        .append('\n')
                        .append(exchange.getRequestURI().getRawPath())
                        .append("\n\n");
        for (String name : signed.split(";", -1)) {
            List<String> values = exchange.getRequestHeaders().get(name);
            String value = values == null ? "" : String.join(",", values);
            request.append(name)
                    .append(':')
                    .append(value.trim().replaceAll(" +", " "))
                    .append('\n');
        }
        return request.append('\n')
                .append(signed)
                .append('\n')
                .append(hex(sha256(body)))
                .toString()
                .getBytes(UTF_8);
    }

    private byte[] key(String scope) {
        byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder(bytes.length * 2);
        for (byte b : bytes) {
            hex.append(Character.forDigit((b >> 4) & 0xf, 16))
                    .append(Character.forDigit(b & 0xf, 16));
        }
        return hex.toString();
    }
}
