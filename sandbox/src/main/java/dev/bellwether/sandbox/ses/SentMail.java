// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.ses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A mail that SES took, as it was asked for. */
public final class SentMail {

    private final JsonNode request;

    SentMail(JsonNode request) {
        this.request = request;
    }

    public String from() {
        return request.path("FromEmailAddress").asText();
    }

    public List<String> to() {
        List<String> to = new ArrayList<>();
        request.at("/Destination/ToAddresses").forEach(address -> to.add(address.asText()));
        return to;
    }

    public String subject() {
        return request.at("/Content/Simple/Subject/Data").asText();
    }

    public String text() {
        return request.at("/Content/Simple/Body/Text/Data").asText();
    }

    /** Empty if there is none. */
    public String html() {
        return request.at("/Content/Simple/Body/Html/Data").asText();
    }

    /** Of that name; {@code null} if there is none. */
    public String header(String name) {
        for (JsonNode header : request.at("/Content/Simple/Headers")) {
            if (header.path("Name").asText().equals(name)) {
                return header.path("Value").asText();
            }
        }
        return null;
    }

    /** Of that name; {@code null} if there is none. */
    public String tag(String name) {
        for (JsonNode tag : request.at("/EmailTags")) {
            if (tag.path("Name").asText().equals(name)) {
                return tag.path("Value").asText();
            }
        }
        return null;
    }

    /** The whole request. */
    public JsonNode request() {
        return request;
    }
}
