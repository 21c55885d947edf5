using System.Globalization;
using System.Text;

namespace ChatOps.Benchmarks.Report;

/// <summary>A plain picture of curves, as SVG.</summary>
/// <param name="Name">Of the file, without its ending.</param>
/// <param name="Across">What the horizontal axis says.</param>
/// <param name="Up">What the vertical axis says; it begins at 0.</param>
internal sealed record LinePlot(string Name, string Title, string Across, string Up, IReadOnlyList<Curve> Curves)
{
    private const int Width = 640;
    private const int Height = 360;
    private const int Left = 80;
    private const int Right = 20;
    private const int Top = 50;
    private const int Bottom = 60;
    private const int Steps = 5;

    private static readonly string[] Colours = ["#1f6feb", "#d1242f", "#1a7f37", "#9a6700"];

    private double MostX => Math.Max(double.Epsilon, Curves.SelectMany(curve => curve.Points).Max(point => point.X));

    private double MostY => Math.Max(double.Epsilon, Curves.SelectMany(curve => curve.Points).Max(point => point.Y));

    public string ToSvg()
    {
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        svg.AppendLine(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/>");
        Write(svg, Width / 2, 22, Title, "middle", "15");
        Write(svg, Width / 2, Height - 12, Across, "middle");
        Write(svg, 12, Top - 12, Up, "start");
        for (var step = 0; step <= Steps; step++)
        {
            Ticks(svg, (double)step / Steps);
        }

        for (var index = 0; index < Curves.Count; index++)
        {
            Draw(svg, Curves[index], Colours[index % Colours.Length], index);
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private void Ticks(StringBuilder svg, double share)
    {
        var (x, y) = (X(share * MostX), Y(share * MostY));
        svg.AppendLine(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" y1=\"{y:0.#}\" x2=\"{Width - Right}\" y2=\"{y:0.#}\" stroke=\"#d0d7de\"/>");
        Write(svg, Left - 8, y + 4, Spread.Number(share * MostY), "end");
        Write(svg, x, Height - Bottom + 18, Spread.Number(share * MostX), "middle");
    }

    private void Draw(StringBuilder svg, Curve curve, string colour, int index)
    {
        var points = string.Join(' ', curve.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#},{Y(point.Y):0.#}")));
        svg.AppendLine(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
        Write(svg, Left + 10 + (index * 180), Top - 28 + 14, curve.Name, "start", colour: colour);
    }

    private double X(double value) => Left + (value / MostX * (Width - Left - Right));

    private double Y(double value) => Height - Bottom - (value / MostY * (Height - Top - Bottom));

    private static void Write(
        StringBuilder svg, double x, double y, string text, string anchor, string size = "12", string colour = "#1f2328") =>
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" font-size=\"{size}\" fill=\"{colour}\">{System.Security.SecurityElement.Escape(text)}</text>");
}

/// <param name="Points">From left to right.</param>
internal sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points);
