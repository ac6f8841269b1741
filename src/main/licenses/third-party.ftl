The Roboflow Trash Operator is licensed under the Apache License 2.0; see LICENSE beside this file. The image holds the following
libraries in /app/libs, as their authors published them. Where two licences are named, you may choose either. The licence texts and
notices that a library brings along are in the folder that has its name. Its source code is at the address named, and in Maven
Central under the same coordinates with the classifier "sources".

The base image has licences of its own: see /usr/share/doc, and /opt/java/openjdk/legal for Java.

<#list dependencyMap as entry>
<#assign library = entry.getKey()/>
${library.groupId}:${library.artifactId}:${library.version}
    ${entry.getValue()?join(" or ")}
    ${library.url!"without an address"}
</#list>
