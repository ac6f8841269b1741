package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A key of a Secret in the policy's own namespace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SecretKeyRef(
        @Required
        @Size(max = 253)
        @ValidationRule(value = Rules.OBJECT_NAME, message = "must be the name of a Secret in this namespace")
        @JsonPropertyDescription("The name of a Secret in this namespace.")
        String name,

        @Default(SecretKeyRef.DEFAULT_KEY)
        @Size(max = 253)
        @ValidationRule(
                value = "self.matches('^[-._a-zA-Z0-9]+$')",
                message = "must be a key of the Secret, for example api-key: letters, digits, -, _ and .")
        @JsonPropertyDescription(
                "The key within the Secret that holds the Roboflow API key. A trailing line break is ignored.")
        @Nullable
        String key) {
    /** The default of key. */
    public static final String DEFAULT_KEY = "api-key";
}
