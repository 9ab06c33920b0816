<#
.SYNOPSIS
    Writes the help file of the module (MAML), from what is written once elsewhere.
.DESCRIPTION
    What a cmdlet and its parameters do stands in the doc comments of the source, which the compiler insists on; the examples stand in
    docs/<area>/<cmdlet>.md, and tests run them; syntax, types and aliases come from the commands themselves.
#>
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Comments,
    [Parameter(Mandatory)] [string] $Docs
)

$ErrorActionPreference = 'Stop'
. ([IO.Path]::Combine($PSScriptRoot, 'Examples.ps1'))

$comments_ = @{}
foreach ($member in ([xml][IO.File]::ReadAllText($Comments)).doc.members.member) { $comments_[$member.name] = $member }

# The text of a doc comment's summary; references become the last part of their name.
function Get-Comment([string] $Key) {
    $summary = if ($comments_[$Key]) { $comments_[$Key].SelectSingleNode('summary') }
    if (-not $summary) { return '' }
    $text = foreach ($node in $summary.ChildNodes) {
        if ($node.Name -in 'see', 'paramref', 'seealso') { "$($node.cref)$($node.langword)$($node.name)$($node.InnerText)" -replace '^\w:(?:.*\.)?(\w+)(\(.*)?$', '$1' } else { $node.InnerText }
    }
    ((-join $text) -replace '\s+', ' ').Trim()
}

function Get-ParameterComment([type] $Type, [string] $Name) {
    for (; $Type; $Type = $Type.BaseType) {
        $text = Get-Comment "P:$($Type.FullName).$Name"
        if ($text) { return $text }
    }
    switch ($Name) {
        'WhatIf' { 'Shows what would happen; nothing is changed.' }
        'Confirm' { 'Asks before anything is changed; -Confirm:$false does not ask.' }
    }
}

function Write-Text($Writer, [string] $Element, [string] $Text) { $Writer.WriteElementString($Element.Split(':')[0], $Element.Split(':')[1], $names[$Element.Split(':')[0]], $Text) }
function Write-Start($Writer, [string] $Element) { $Writer.WriteStartElement($Element.Split(':')[0], $Element.Split(':')[1], $names[$Element.Split(':')[0]]) }
function Write-Paragraph($Writer, [string] $Element, [string[]] $Text) {
    Write-Start $Writer $Element
    foreach ($paragraph in $Text) { if ($paragraph) { Write-Text $Writer 'maml:para' $paragraph } }
    $Writer.WriteEndElement()
}

function Get-TypeName([type] $Type) {
    $Type = if ([Nullable]::GetUnderlyingType($Type)) { [Nullable]::GetUnderlyingType($Type) } else { $Type }
    if ($Type -eq [switch]) { 'SwitchParameter' } else { $Type.Name }
}

function Write-Parameter($Writer, [type] $Owner, $Parameter, $InSet) {
    Write-Start $Writer 'command:parameter'
    $pipeline = @(if ($InSet.ValueFromPipeline) { 'ByValue' }; if ($InSet.ValueFromPipelineByPropertyName) { 'ByPropertyName' }) -join ', '
    $Writer.WriteAttributeString('required', "$([bool]$InSet.IsMandatory)".ToLowerInvariant())
    $Writer.WriteAttributeString('variableLength', "$($Parameter.ParameterType.IsArray)".ToLowerInvariant())
    $Writer.WriteAttributeString('globbing', 'false')
    $Writer.WriteAttributeString('pipelineInput', $(if ($pipeline) { "True ($pipeline)" } else { 'False' }))
    $Writer.WriteAttributeString('position', $(if ($InSet.Position -ge 0) { "$($InSet.Position)" } else { 'named' }))
    $Writer.WriteAttributeString('aliases', $(if ($Parameter.Aliases.Count) { $Parameter.Aliases -join ', ' } else { 'none' }))
    Write-Text $Writer 'maml:name' $Parameter.Name
    Write-Paragraph $Writer 'maml:description' (Get-ParameterComment $Owner $Parameter.Name)
    if ($Parameter.ParameterType -ne [switch]) {
        Write-Start $Writer 'command:parameterValue'
        $Writer.WriteAttributeString('required', 'true')
        $Writer.WriteAttributeString('variableLength', "$($Parameter.ParameterType.IsArray)".ToLowerInvariant())
        $Writer.WriteString((Get-TypeName $Parameter.ParameterType))
        $Writer.WriteEndElement()
    }
    Write-Start $Writer 'dev:type'
    Write-Text $Writer 'maml:name' (Get-TypeName $Parameter.ParameterType)
    $Writer.WriteEndElement()
    $Writer.WriteEndElement()
}

function Write-Command($Writer, $Command) {
    $summary = Get-Comment "T:$($Command.ImplementingType.FullName)"
    $common = [Management.Automation.Cmdlet]::CommonParameters
    Write-Start $Writer 'command:command'
    Write-Start $Writer 'command:details'
    Write-Text $Writer 'command:name' $Command.Name
    Write-Text $Writer 'command:verb' $Command.Verb
    Write-Text $Writer 'command:noun' $Command.Noun
    # The first sentence; a dot inside of a name or an abbreviation does not end it.
    Write-Paragraph $Writer 'maml:description' ([regex]::Match($summary, '^.*?\.(?=\s|$)').Value)
    $Writer.WriteEndElement()
    Write-Paragraph $Writer 'maml:description' $summary

    Write-Start $Writer 'command:syntax'
    foreach ($set in $Command.ParameterSets) {
        Write-Start $Writer 'command:syntaxItem'
        Write-Text $Writer 'maml:name' $Command.Name
        foreach ($parameter in $set.Parameters) {
            if ($parameter.Name -notin $common) { Write-Parameter $Writer $Command.ImplementingType $Command.Parameters[$parameter.Name] $parameter }
        }
        $Writer.WriteEndElement()
    }
    $Writer.WriteEndElement()

    Write-Start $Writer 'command:parameters'
    foreach ($name in $Command.Parameters.Keys) {
        if ($name -in $common) { continue }
        $inSet = foreach ($set in $Command.ParameterSets) { foreach ($parameter in $set.Parameters) { if ($parameter.Name -eq $name) { $parameter } } }
        Write-Parameter $Writer $Command.ImplementingType $Command.Parameters[$name] @($inSet)[0]
    }
    $Writer.WriteEndElement()

    Write-Start $Writer 'command:returnValues'
    foreach ($output in $Command.OutputType) {
        if ($output.Name -eq 'System.Void') { continue }
        Write-Start $Writer 'command:returnValue'
        Write-Start $Writer 'dev:type'
        Write-Text $Writer 'maml:name' $output.Name
        $Writer.WriteEndElement()
        $Writer.WriteEndElement()
    }
    $Writer.WriteEndElement()

    Write-Start $Writer 'command:examples'
    $page = Find-CommandPage $Docs $Command.Name
    $number = 0
    if ($page) {
        foreach ($example in Get-PageExample $page 'Examples') {
            $number++
            Write-Start $Writer 'command:example'
            Write-Text $Writer 'maml:title' "Example $number$(if ($example.Title) { ": $($example.Title)" })"
            Write-Text $Writer 'dev:code' $example.Code
            Write-Paragraph $Writer 'dev:remarks' $example.Remarks
            $Writer.WriteEndElement()
        }
    }
    $Writer.WriteEndElement()

    Write-Start $Writer 'command:relatedLinks'
    if ($page) {
        Write-Start $Writer 'maml:navigationLink'
        Write-Text $Writer 'maml:linkText' "docs/$([IO.Path]::GetFileName([IO.Path]::GetDirectoryName($page)))/$($Command.Name).md"
        $Writer.WriteEndElement()
    }
    $Writer.WriteEndElement()
    $Writer.WriteEndElement()
}

$names = @{
    maml = 'http://schemas.microsoft.com/maml/2004/10'
    command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
    dev = 'http://schemas.microsoft.com/maml/dev/2004/10'
}
$loaded = Import-Module $Module -PassThru
$settings = [Xml.XmlWriterSettings]::new()
$settings.Indent = $true
$settings.NewLineChars = "`n"
$settings.Encoding = [Text.UTF8Encoding]::new($false)
$writer = [Xml.XmlWriter]::Create([IO.Path]::Combine($Module, 'en-US', 'SchemaMigrate.Cmdlets.dll-Help.xml'), $settings)
try {
    $writer.WriteStartElement('', 'helpItems', 'http://msh')
    $writer.WriteAttributeString('schema', 'maml')
    foreach ($prefix in $names.Keys) { $writer.WriteAttributeString('xmlns', $prefix, $null, $names[$prefix]) }
    $sorted = [string[]]@($loaded.ExportedCmdlets.Keys)
    [Array]::Sort($sorted, [StringComparer]::Ordinal)
    foreach ($name in $sorted) { Write-Command $writer $loaded.ExportedCmdlets[$name] }
    $writer.WriteEndElement()
}
finally { $writer.Dispose() }
