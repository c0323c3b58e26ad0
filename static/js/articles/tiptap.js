// The one place that knows where the editor's own code lies.
export * from "../../django_prose_editor/editor.js";
