// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a policy. A user who is written wrongly is left out alone, because users are many and write
 * about themselves; anything else that is wrong refuses the document whole.
 */
public final class PolicyReader {

    private static final ObjectReader READER =
            Json.mapper()
                    .readerFor(DeliveryPolicy.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final ObjectReader USER =
            Json.mapper()
                    .readerFor(DeliveryPolicy.User.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private PolicyReader() {}

    /**
     * Reads a document.
     *
     * @param problems receives one sentence for each thing that is wrong
     * @param refused receives the identities of users who are written wrongly
     * @return {@code null} if it counts for nothing
     */
    public static DeliveryPolicy read(String text, List<String> problems, List<String> refused) {
        JsonNode tree = tree(text, problems);
        if (tree == null) {
            return null;
        }
        List<DeliveryPolicy.User> users = users(tree, problems, refused);
        if (users == null) {
            return null;
        }
        DeliveryPolicy policy;
        try {
            ObjectNode rest = ((ObjectNode) tree).without("users");
            policy = READER.readValue(rest);
        } catch (JsonProcessingException e) {
            problems.add(e.getOriginalMessage());
            return null;
        } catch (IOException e) {
            problems.add(e.getMessage());
            return null;
        }
        policy.users = users;
        List<String> wrong = new ArrayList<>();
        new PolicyCheck(wrong).form(policy);
        problems.addAll(wrong);
        return wrong.isEmpty() ? policy : null;
    }

    private static JsonNode tree(String text, List<String> problems) {
        try {
            JsonNode tree = Json.mapper().readTree(text);
            if (tree instanceof ObjectNode) {
                return tree;
            }
            problems.add(
                    "must be an object with users, receivers, route, ladders, inhibitions or"
                            + " silences");
        } catch (JsonProcessingException e) {
            problems.add(
                    "line "
                            + e.getLocation().getLineNr()
                            + ", column "
                            + e.getLocation().getColumnNr()
                            + ": "
                            + e.getOriginalMessage());
        }
        return null;
    }

    /** {@code null} if it is no list: nobody removes everybody by a slip of the hand. */
    private static List<DeliveryPolicy.User> users(
            JsonNode tree, List<String> problems, List<String> refused) {
        List<DeliveryPolicy.User> users = new ArrayList<>();
        JsonNode list = tree.path("users");
        if (!list.isMissingNode() && !(list instanceof ArrayNode)) {
            problems.add("users must be a list");
            return null;
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String id = list.get(i).path("user_id").asText("");
            List<String> wrong = new ArrayList<>();
            try {
                DeliveryPolicy.User user = USER.readValue(list.get(i));
                if (user == null) {
                    wrong.add("must not be null");
                } else {
                    new PolicyCheck(wrong).user(user);
                }
                if (!ids.add(id)) {
                    wrong.add("another user has the same user_id");
                }
                if (wrong.isEmpty()) {
                    users.add(user);
                }
            } catch (JsonProcessingException e) {
                wrong.add(e.getOriginalMessage());
            } catch (IOException e) {
                wrong.add(e.getMessage());
            }
            String name = id.isEmpty() ? "user number " + (i + 1) : "user " + id;
            wrong.forEach(problem -> problems.add(name + ": " + problem));
            if (!wrong.isEmpty()) {
                refused.add(id);
            }
        }
        return users;
    }

    /**
     * Checks one silence.
     *
     * @param problems receives one sentence for each thing that is wrong
     */
    public static void check(DeliveryPolicy.Silence silence, List<String> problems) {
        new PolicyCheck(problems).silence(silence);
    }

    /** One that was checked before, perhaps by a version that knows more. */
    public static DeliveryPolicy parse(String json) {
        return Json.read(json, DeliveryPolicy.class);
    }
}
