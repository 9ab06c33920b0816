using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SchemaMigrate.PsHost;

/// <summary>Asks on the console; where nobody can answer it fails with pwsh's own words for -NonInteractive, and never picks the default.</summary>
internal sealed class ConsolePrompt(bool nonInteractive)
{
    public string ReadLine()
    {
        EnsureInteractive();
        return Console.In.ReadLine() ?? throw Unanswerable();
    }

    public SecureString ReadSecret()
    {
        EnsureInteractive();
        var secret = new SecureString();
        if (Console.IsInputRedirected)
        {
            foreach (var character in ReadLine())
            {
                secret.AppendChar(character);
            }

            return secret;
        }

        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key != ConsoleKey.Backspace)
            {
                secret.AppendChar(key.KeyChar);
            }
            else if (secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
        }

        Console.Out.WriteLine();
        return secret;
    }

    public int Choice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        EnsureInteractive();
        Console.Out.WriteLine();
        Console.Out.WriteLine(caption);
        Console.Out.WriteLine(message);
        while (true)
        {
            var labels = choices.Select(choice => $"[{HotKey(choice)}] {choice.Label.Replace("&", string.Empty, StringComparison.Ordinal)}");
            var preset = defaultChoice >= 0 ? $" (default is \"{HotKey(choices[defaultChoice])}\")" : string.Empty;
            Console.Out.Write($"{string.Join("  ", labels)}{preset}: ");
            var answer = ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            for (var i = 0; i < choices.Count; i++)
            {
                if (answer.Equals(HotKey(choices[i]), StringComparison.OrdinalIgnoreCase)
                    || answer.Equals(choices[i].Label.Replace("&", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }
        }
    }

    public Dictionary<string, PSObject> Fields(string caption, string message, Collection<FieldDescription> descriptions)
    {
        EnsureInteractive();
        Console.Out.WriteLine(caption);
        Console.Out.WriteLine(message);
        var answers = new Dictionary<string, PSObject>();
        foreach (var field in descriptions)
        {
            Console.Out.Write($"{field.Name}: ");
            object answer = field.ParameterTypeFullName == typeof(SecureString).FullName ? ReadSecret() : ReadLine();
            answers[field.Name] = PSObject.AsPSObject(answer);
        }

        return answers;
    }

    public PSCredential Credential(string caption, string message, string? userName)
    {
        EnsureInteractive();
        Console.Out.WriteLine(caption);
        Console.Out.WriteLine(message);
        if (string.IsNullOrEmpty(userName))
        {
            Console.Out.Write("User: ");
            userName = ReadLine();
        }

        Console.Out.Write($"Password for user {userName}: ");
        return new PSCredential(userName, ReadSecret());
    }

    private static string HotKey(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < choice.Label.Length ? choice.Label.Substring(mark + 1, 1).ToUpperInvariant() : choice.Label;
    }

    private static HostException Unanswerable() =>
        new("PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");

    private void EnsureInteractive()
    {
        if (nonInteractive)
        {
            throw Unanswerable();
        }
    }
}
