using System.Text.Json;
using ChatOps.Simulator.Api.Reading;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Tables;

/// <summary>Writes objects as the tables that kubectl prints.</summary>
internal sealed class TableWriter(ResourceType type, TableObjects include, DateTimeOffset now)
{
    private readonly IReadOnlyList<Column> _columns = TableColumns.Of(type);

    /// <param name="withColumns">Whether the columns are described; a watch does so once.</param>
    public void Write(Utf8JsonWriter writer, ListPage page, bool withColumns = true)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "Table"u8);
        writer.WriteString("apiVersion"u8, "meta.k8s.io/v1"u8);
        ListWriter.WriteMetadata(writer, page);
        WriteColumns(writer, withColumns ? _columns : []);
        writer.WriteStartArray("rows"u8);
        foreach (var stored in page.Objects)
        {
            WriteRow(writer, stored);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteColumns(Utf8JsonWriter writer, IReadOnlyList<Column> columns)
    {
        writer.WriteStartArray("columnDefinitions"u8);
        foreach (var column in columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, column.Name);
            writer.WriteString("type"u8, column.IsNumber ? "integer"u8 : "string"u8);
            writer.WriteString("format"u8, column.Format);
            writer.WriteString("description"u8, column.Name);
            writer.WriteNumber("priority"u8, column.Wide ? 1 : 0);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteRow(Utf8JsonWriter writer, StoredObject stored)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("cells"u8);
        foreach (var column in _columns)
        {
            var cell = column.Cell(stored, now);
            if (cell is long number)
            {
                writer.WriteNumberValue(number);
            }
            else
            {
                writer.WriteStringValue((string)cell);
            }
        }

        writer.WriteEndArray();
        WriteObject(writer, stored);
        writer.WriteEndObject();
    }

    private void WriteObject(Utf8JsonWriter writer, StoredObject stored)
    {
        if (include == TableObjects.None)
        {
            return;
        }

        writer.WritePropertyName("object"u8);
        if (include == TableObjects.Whole)
        {
            writer.WriteRawValue(stored.Utf8, skipInputValidation: true);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("kind"u8, "PartialObjectMetadata"u8);
        writer.WriteString("apiVersion"u8, "meta.k8s.io/v1"u8);
        writer.WritePropertyName("metadata"u8);
        stored.Json.At("metadata").WriteTo(writer);
        writer.WriteEndObject();
    }
}

/// <summary>What the rows of a table carry of their objects.</summary>
internal enum TableObjects
{
    Metadata,
    None,
    Whole,
}
