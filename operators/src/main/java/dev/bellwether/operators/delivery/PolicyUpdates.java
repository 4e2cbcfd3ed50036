// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import dev.bellwether.model.Channel;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.PlacedText;
import dev.bellwether.model.Severity;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy;
import dev.bellwether.operators.delivery.policy.PolicyDocuments;
import dev.bellwether.operators.delivery.policy.PolicyReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * From texts of several places to one policy that can be used, as JSON; keyed by one constant.
 *
 * <p>A text that could not be read, is no policy, or does not fit to those of the other places
 * changes nothing; a user who is written wrongly stays as before. What is wrong is told of in
 * {@link #EVENTS}. State: the text that counts of each place.
 */
public final class PolicyUpdates extends KeyedProcessFunction<String, PlacedText, String> {

    /** The key of all texts. */
    public static final String KEY = "all";

    /** What is wrong with policies. */
    public static final OutputTag<OperationalEvent> EVENTS =
            new OutputTag<>("policy-problems", TypeInformation.of(OperationalEvent.class));

    private static final long serialVersionUID = 1L;

    /** What counts of each configured place until it is read anew. */
    private final TreeMap<String, String> initial;

    /** Where people can be told. */
    private final TreeSet<Channel> channels;

    private transient MapState<String, String> places;

    /**
     * @param initial what the places say when the job is made, checked with {@link #check}
     * @param channels those that are configured
     */
    public PolicyUpdates(List<PlacedText> initial, Collection<Channel> channels) {
        this.initial = new TreeMap<>();
        for (PlacedText text : initial) {
            List<String> ignored = new ArrayList<>();
            DeliveryPolicy policy = PolicyReader.read(text.text, ignored, ignored);
            this.initial.put(text.place, policy.toString());
        }
        this.channels = new TreeSet<>(channels);
    }

    /**
     * Puts the texts of all places together.
     *
     * @param problems receives one sentence for each thing that is wrong, with its place
     * @return {@code null} if it cannot be used
     */
    public static DeliveryPolicy check(
            List<PlacedText> texts, Collection<Channel> channels, List<String> problems) {
        List<DeliveryPolicy> documents = new ArrayList<>();
        for (PlacedText text : texts) {
            List<String> wrong = new ArrayList<>();
            if (text.problem != null) {
                wrong.add(text.problem);
            } else {
                DeliveryPolicy policy = PolicyReader.read(text.text, wrong, new ArrayList<>());
                if (policy != null) {
                    documents.add(policy);
                }
            }
            wrong.forEach(problem -> problems.add(text.place + ": " + problem));
        }
        return documents.size() < texts.size() ? null : merged(documents, channels, problems);
    }

    /** {@code null} if it cannot be used. */
    private static DeliveryPolicy merged(
            List<DeliveryPolicy> documents, Collection<Channel> channels, List<String> problems) {
        List<String> wrong = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        DeliveryPolicy policy = PolicyDocuments.merge(documents, channels, wrong, refused);
        problems.addAll(wrong);
        problems.addAll(refused);
        return wrong.isEmpty() ? policy : null;
    }

    @Override
    public void open(OpenContext context) {
        places =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "policy-places", Types.STRING, Types.STRING));
    }

    @Override
    public void processElement(PlacedText text, Context context, Collector<String> out)
            throws Exception {
        List<String> problems = new ArrayList<>();
        Map<String, String> all = new TreeMap<>(initial);
        for (Map.Entry<String, String> entry : places.entries()) {
            if (initial.containsKey(entry.getKey())) {
                all.put(entry.getKey(), entry.getValue());
            }
        }
        DeliveryPolicy document = read(text, all.get(text.place), problems);
        if (document != null) {
            all.put(text.place, document.toString());
            List<DeliveryPolicy> documents = new ArrayList<>();
            all.values().forEach(json -> documents.add(PolicyReader.parse(json)));
            DeliveryPolicy policy = merged(documents, channels, problems);
            if (policy != null) {
                places.clear();
                places.putAll(all);
                out.collect(policy.toString());
            }
        }
        for (String problem : problems) {
            context.output(
                    EVENTS,
                    OperationalEvent.of(
                            "policy",
                            "policy-refused",
                            Severity.WARNING,
                            text.place + ": " + problem,
                            text.readMillis));
        }
    }

    private static DeliveryPolicy read(PlacedText text, String before, List<String> problems) {
        if (text.problem != null) {
            problems.add(text.problem);
            return null;
        }
        List<String> refused = new ArrayList<>();
        DeliveryPolicy document = PolicyReader.read(text.text, problems, refused);
        if (document != null && before != null) {
            document.users.forEach(user -> refused.remove(user.userId));
            for (DeliveryPolicy.User user : PolicyReader.parse(before).users) {
                if (refused.contains(user.userId)) {
                    document.users.add(user);
                }
            }
        }
        return document;
    }
}
