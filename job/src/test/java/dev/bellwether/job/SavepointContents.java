// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.CompositeType;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.apache.flink.shaded.guava31.com.google.common.hash.Hashing;

/**
 * Reads from a canonical savepoint what state it holds: for each operator uid the name, kind and
 * type of each state, as Flink itself wrote it into the savepoint's headers.
 */
final class SavepointContents {

    private final Map<OperatorID, String> uids = new HashMap<>();

    SavepointContents(List<String> uids) {
        for (String uid : uids) {
            this.uids.put(idOf(uid), uid);
            // The uid that Flink itself gives to the committer of a sink.
            String committer = "Sink Committer: " + uid;
            this.uids.put(idOf(committer), committer);
        }
    }

    /**
     * One line for each state, sorted: {@code uid | state | kind | type}, for keyed state also
     * {@code | by} and the type of the key and, of windows, that of the namespace. A time to live
     * shows as a {@code TtlSerializer} around the type.
     */
    List<String> describe(String savepoint) throws IOException {
        ClassLoader classes = Thread.currentThread().getContextClassLoader();
        CompletedCheckpointStorageLocation location =
                AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(savepoint);
        CheckpointMetadata metadata;
        try (DataInputStream in =
                new DataInputStream(location.getMetadataHandle().openInputStream())) {
            metadata = Checkpoints.loadCheckpointMetadata(in, classes, savepoint);
        }
        TreeSet<String> lines = new TreeSet<>();
        for (OperatorState operator : metadata.getOperatorStates()) {
            String uid =
                    uids.getOrDefault(
                            operator.getOperatorID(), "unknown " + operator.getOperatorID());
            if (operator.getCoordinatorState() != null) {
                lines.add(uid + " | (coordinator) | bytes | written by the source's enumerator");
            }
            for (OperatorSubtaskState subtask : operator.getStates()) {
                for (String state : statesOf(subtask, classes)) {
                    lines.add(uid + " | " + state);
                }
            }
        }
        return new ArrayList<>(lines);
    }

    private static List<String> statesOf(OperatorSubtaskState subtask, ClassLoader classes)
            throws IOException {
        List<String> states = new ArrayList<>();
        for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
            KeyedBackendSerializationProxy<?> header =
                    new KeyedBackendSerializationProxy<>(classes);
            try (var in = ((StreamStateHandle) handle).openInputStream()) {
                header.read(new DataInputViewStreamWrapper(in));
            }
            String key = typeOf(header.getKeySerializerSnapshot());
            for (StateMetaInfoSnapshot state : header.getStateMetaInfoSnapshots()) {
                states.add(describe(state) + " | by " + key + namespaceOf(state));
            }
        }
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
            OperatorBackendSerializationProxy header =
                    new OperatorBackendSerializationProxy(classes);
            try (var in = handle.openInputStream()) {
                DataInputView view = new DataInputViewStreamWrapper(in);
                header.read(view);
            }
            header.getOperatorStateMetaInfoSnapshots().forEach(s -> states.add(describe(s)));
            header.getBroadcastStateMetaInfoSnapshots().forEach(s -> states.add(describe(s)));
        }
        return states;
    }

    private static String namespaceOf(StateMetaInfoSnapshot state) {
        TypeSerializerSnapshot<?> namespace =
                state.getTypeSerializerSnapshot(CommonSerializerKeys.NAMESPACE_SERIALIZER);
        return namespace == null || namespace.restoreSerializer() instanceof VoidNamespaceSerializer
                ? ""
                : " and " + typeOf(namespace);
    }

    private static String describe(StateMetaInfoSnapshot state) {
        TypeSerializerSnapshot<?> value =
                state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER);
        return state.getName() + " | " + state.getBackendStateType() + " | " + typeOf(value);
    }

    private static String typeOf(TypeSerializerSnapshot<?> snapshot) {
        TypeSerializer<?> serializer = snapshot.restoreSerializer();
        if (serializer instanceof PojoSerializer) {
            Class<?> type = serializer.createInstance().getClass();
            return type.getName() + fieldsOf((PojoTypeInfo<?>) TypeInformation.of(type));
        }
        String name = serializer.getClass().getName() + " v" + snapshot.getCurrentVersion();
        if (snapshot instanceof CompositeTypeSerializerSnapshot) {
            List<String> parts = new ArrayList<>();
            for (TypeSerializerSnapshot<?> part :
                    ((CompositeTypeSerializerSnapshot<?, ?>) snapshot)
                            .getNestedSerializerSnapshots()) {
                parts.add(typeOf(part));
            }
            return name + " of " + parts;
        }
        return name;
    }

    private static String fieldsOf(CompositeType<?> type) {
        StringBuilder fields = new StringBuilder(" {");
        for (int i = 0; i < type.getArity(); i++) {
            fields.append(i == 0 ? "" : ", ")
                    .append(type.getFieldNames()[i])
                    .append(": ")
                    .append(type.getTypeAt(i).getTypeClass().getSimpleName());
        }
        return fields.append('}').toString();
    }

    /** The id that Flink derives from a uid. */
    private static OperatorID idOf(String uid) {
        return new OperatorID(Hashing.murmur3_128(0).hashString(uid, UTF_8).asBytes());
    }
}
