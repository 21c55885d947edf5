using Google.Protobuf;

namespace ChatOps.Simulator.Api;

/// <summary>A message in Protocol Buffers of which only the numbers of its fields are known.</summary>
internal static class ProtobufFields
{
    /// <summary>Texts, bytes and messages by their number, in order; whatever else there is, is skipped.</summary>
    /// <param name="message">Null is one without fields.</param>
    /// <exception cref="InvalidProtocolBufferException">It is no such message.</exception>
    public static ILookup<int, ByteString> Of(ByteString? message) =>
        Read(message ?? ByteString.Empty).ToLookup(field => field.Number, field => field.Value);

    private static List<(int Number, ByteString Value)> Read(ByteString message)
    {
        var fields = new List<(int, ByteString)>();
        var input = message.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagWireType(tag) is WireFormat.WireType.LengthDelimited)
            {
                fields.Add((WireFormat.GetTagFieldNumber(tag), input.ReadBytes()));
            }
            else
            {
                input.SkipLastField();
            }
        }

        return fields;
    }
}
