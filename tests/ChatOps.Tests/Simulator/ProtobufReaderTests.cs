using ChatOps.Simulator.Api;
using ChatOps.Simulator.Store;
using Google.Protobuf;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator;

public sealed class ProtobufReaderTests
{
    [Fact]
    public void A_question_about_objects_is_read_field_by_field()
    {
        var review = ProtobufReader.ReadReview(Sent(1, [(2, "list"), (4, "*"), (5, "pods"), (7, "")]));

        review.ToJsonString().ShouldBe(
            """{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{"resourceAttributes":{"verb":"list","version":"*","resource":"pods"}}}""");
    }

    [Fact]
    public void A_question_about_a_path_is_read_too() =>
        ProtobufReader.ReadReview(Sent(2, [(1, "/metrics"), (2, "get")]))["spec"]!.ToJsonString()
            .ShouldBe("""{"nonResourceAttributes":{"path":"/metrics","verb":"get"}}""");

    [Fact]
    public void What_is_no_such_message_is_refused()
    {
        Should.Throw<ApiException>(() => ProtobufReader.ReadReview("{}"u8.ToArray())).Code.ShouldBe(400);
        Should.Throw<ApiException>(() => ProtobufReader.ReadReview([.. "k8s\0"u8, 0x0A, 0x7F])).Code.ShouldBe(400);
    }

    private static byte[] Sent(int attributes, (int Number, string Text)[] fields)
    {
        var type = Message(Texts([(1, "authorization.k8s.io/v1"), (2, "SelfSubjectAccessReview")]));
        var spec = Message([(attributes, Message(Texts(fields)))]);
        return [.. "k8s\0"u8, .. Message([(1, type), (2, Message([(2, spec)]))])];
    }

    private static (int, byte[])[] Texts((int Number, string Text)[] fields) =>
        [.. fields.Select(field => (field.Number, System.Text.Encoding.UTF8.GetBytes(field.Text)))];

    private static byte[] Message((int Number, byte[] Value)[] fields)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            foreach (var (number, value) in fields)
            {
                output.WriteTag(number, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(value));
            }
        }

        return stream.ToArray();
    }
}
