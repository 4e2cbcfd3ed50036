// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items as plain JSON, the same for the same item: fields and members of sets in their order,
 * numbers in full, bytes in base 64, sets as lists.
 */
final class ItemJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ItemJson() {}

    static ObjectNode of(Map<String, AttributeValue> item) {
        ObjectNode json = NODES.objectNode();
        new TreeMap<>(item).forEach((name, value) -> json.set(name, node(value)));
        return json;
    }

    private static JsonNode node(AttributeValue value) {
        switch (value.type()) {
            case S:
                return NODES.textNode(value.s());
            case N:
                return number(value.n());
            case BOOL:
                return NODES.booleanNode(value.bool());
            case NUL:
                return NODES.nullNode();
            case B:
                return NODES.binaryNode(value.b().asByteArray());
            case M:
                return of(value.m());
            case L:
                return list(value.l().stream().map(ItemJson::node));
            case SS:
                return list(value.ss().stream().sorted().map(NODES::textNode));
            case NS:
                return list(
                        value.ns().stream()
                                .sorted(Comparator.comparing(BigDecimal::new))
                                .map(ItemJson::number));
            case BS:
                return list(value.bs().stream().map(SdkBytes::asByteArray).map(NODES::binaryNode));
            default:
                throw new IllegalArgumentException("no attribute of DynamoDB: " + value.type());
        }
    }

    private static JsonNode number(String text) {
        BigDecimal number = new BigDecimal(text);
        return number.scale() <= 0 && number.precision() - number.scale() <= 18
                ? NODES.numberNode(number.longValueExact())
                : DecimalNode.valueOf(number);
    }

    private static ArrayNode list(Stream<? extends JsonNode> members) {
        ArrayNode list = NODES.arrayNode();
        members.forEach(list::add);
        return list;
    }
}
